package org.datasync.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PlanRowsTest {
    private static final String ADDRESS = """
            {"addressNo":%d,"operation":"TAG","address":"a@example.org","outcome":"DONE","reason":null}""";

    @Test
    void everyAddressIsALine() throws IOException {
        assertThat(PlanRows.lines(row(ADDRESS.formatted(1) + "," + ADDRESS.formatted(2))))
                .extracting(line -> line.get(5))
                .containsExactly(1L, 2L);
    }

    @Test
    void aConstituentWithoutAddressIsNotMissing() throws IOException {
        assertThat(PlanRows.lines(row(""))).singleElement().satisfies(line -> {
            assertThat(line).hasSameSizeAs(PlanRows.HEADER).startsWith(3L, "LEFT", 12L, "Ann", null, null, null);
        });
    }

    private static JsonNode row(String addresses) throws IOException {
        return new ObjectMapper().readTree("""
                {"sequence":3,"change":"LEFT","constituentNo":12,"profile":{"firstName":"Ann"},"addresses":[%s]}""".formatted(addresses));
    }
}
