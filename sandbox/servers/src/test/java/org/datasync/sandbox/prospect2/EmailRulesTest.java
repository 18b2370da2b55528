package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailRulesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane@example.com",
                "jane+box@example.co.uk",
                "o'neil@example.org",
                "j@a.io",
                "JANE@EXAMPLE.COM",
                "jane@xn--e1aybc.xn--p1ai",
                "#!$%&*/=?^_`{|}~@example.org"
            })
    void takesWhatTheRulesDoNotForbid(String email) {
        assertThat(EmailRules.wellFormed(email)).isTrue();
        assertThat(EmailRules.deliverable(email)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jane",
                "@example.com",
                "jane@",
                "jane@example",
                "jane@example.c",
                "jane@example.c1",
                "jane@example.",
                "jane@@example.com",
                "jane@doe@example.com",
                "ja\"ne@example.com",
                "ja(ne@example.com",
                "ja)ne@example.com",
                "jane,doe@example.com",
                "jane:doe@example.com",
                "jane;doe@example.com",
                "<jane@example.com",
                "jane>@example.com",
                "jane[@example.com",
                "jane]@example.com",
                "jane\\@example.com"
            })
    void refusesWhatTheImportRefuses(String email) {
        assertThat(EmailRules.wellFormed(email)).isFalse();
    }

    @Test
    void leavesBlanksAndForeignLettersToTheFinerCheck() {
        assertThat(EmailRules.wellFormed("jane doe@example.com")).isTrue();
        assertThat(EmailRules.deliverable("jane doe@example.com")).isFalse();
        assertThat(EmailRules.wellFormed("zoë@example.com")).isTrue();
        assertThat(EmailRules.deliverable("zoë@example.com")).isFalse();
    }
}
