package org.datasync.scheduler.listing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
    void whatASpreadsheetWouldComputeIsText(String formula) {
        assertThat(Csv.cell(formula)).startsWith(formula.contains("\r") || formula.contains("\n") ? "\"'" : "'");
    }

    @Test
    void separatorsAreQuotedAndNumbersAreNumbers() {
        assertThat(Csv.cell("O\"Hara, jr")).isEqualTo("\"O\"\"Hara, jr\"");
        assertThat(Csv.cell("two\nlines")).isEqualTo("\"two\nlines\"");
        assertThat(Csv.cell(-1L)).isEqualTo("-1");
        assertThat(Csv.cell(null)).isEmpty();
    }
}
