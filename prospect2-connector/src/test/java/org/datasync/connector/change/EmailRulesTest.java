package org.datasync.connector.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailRulesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@example.org",
                "a+b@example.org",
                "o'hara@example.org",
                "JANE@EXAMPLE.ORG",
                "x@a.b.co",
                "x@1.c2d",
                "_@-.ab"
            })
    void whatBulkImportAcceptsIsSent(String address) {
        assertThat(EmailRules.problem(address)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "jane",
                "@example.org",
                "jane@",
                "jane@example",
                "jane@example.c",
                "jane@example.12",
                "jane@@example.org",
                "jane@home@example.org",
                "ja ne@example.org",
                "jane@example.org\t",
                "jane(x)@example.org",
                "jane,joe@example.org",
                "jane;joe@example.org",
                "jane:joe@example.org",
                "<jane@example.org>",
                "\"jane\"@example.org",
                "jane[1]@example.org",
                "jane\\1@example.org",
                "caf\u00e9@example.org"
            })
    void whatItRefusesIsNotAndTheReasonDoesNotQuoteIt(String address) {
        assertThat(EmailRules.problem(address))
                .hasValueSatisfying(reason -> assertThat(reason).doesNotContain("@", "jane"));
    }

    @Test
    void longerThanTheColumnIsRefused() {
        assertThat(EmailRules.problem("x".repeat(69) + "@example.org")).isPresent();
        assertThat(EmailRules.problem("x".repeat(68) + "@example.org")).isEmpty();
    }

    @Test
    void addressesAreComparedTrimmedAndInLowerCase() {
        assertThat(EmailRules.key(" Jane@Example.ORG ")).isEqualTo("jane@example.org");
    }
}
