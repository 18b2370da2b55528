package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.datasync.sandbox.testing.AddressCase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmailRulesTest {
    private static final int LONGEST = 80;

    /** Tessitura's column ends at 80 characters, Prospect2's does not. */
    @ParameterizedTest
    @MethodSource("table")
    void judgesAsTheTableOfAllDoes(AddressCase that) {
        assertThat(EmailRules.deliverable(that.trimmed()))
                .isEqualTo(that.valid() || that.trimmed().length() > LONGEST);
    }

    static List<AddressCase> table() {
        return AddressCase.all();
    }

    @Test
    void leavesBlanksAndForeignLettersToTheFinerCheck() {
        assertThat(EmailRules.wellFormed("jane doe@example.com")).isTrue();
        assertThat(EmailRules.deliverable("jane doe@example.com")).isFalse();
        assertThat(EmailRules.wellFormed("zoë@example.com")).isTrue();
        assertThat(EmailRules.deliverable("zoë@example.com")).isFalse();
    }
}
