package org.datasync.connector.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.datasync.sandbox.testing.AddressCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailRulesTest {

    @ParameterizedTest
    @MethodSource("table")
    void judgesAsTheTableOfAllDoes(AddressCase that) {
        assertThat(EmailRules.problem(that.trimmed()).isEmpty()).isEqualTo(that.valid());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jane", "jane doe@example.org", "jane@example.c", "<jane@example.org>", "caf\u00e9@jane.org"})
    void theReasonDoesNotQuoteTheAddress(String address) {
        assertThat(EmailRules.problem(address))
                .hasValueSatisfying(reason -> assertThat(reason).doesNotContain("@", "jane"));
    }

    @Test
    void addressesAreComparedTrimmedAndInLowerCase() {
        assertThat(EmailRules.key(" Jane@Example.ORG ")).isEqualTo("jane@example.org");
    }

    static List<AddressCase> table() {
        return AddressCase.all();
    }
}
