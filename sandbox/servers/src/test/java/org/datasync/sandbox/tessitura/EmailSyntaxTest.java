package org.datasync.sandbox.tessitura;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmailSyntaxTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@example.org",
                "  A.B+c@Example.ORG ",
                "a'b@example.co.uk",
                "a@example.xn--p1ai",
                "a%b@a-b.museum"
            })
    void taken(String address) {
        assertThat(EmailSyntax.isValid(address)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "none given",
                "@example.org",
                "a@",
                "a@example",
                "a@example.o",
                "a@example.",
                "a@example.1234",
                "a@b@example.org",
                "a b@example.org",
                "a@exam ple.org",
                "a,b@example.org",
                "a:b@example.org",
                "a;b@example.org",
                "<a@example.org>",
                "\"a\"@example.org",
                "(a)@example.org",
                "a@[example.org]",
                "a\\b@example.org",
                "\u00fc@example.org",
                "a@ex\u00e4mple.org",
                "a\tb@example.org"
            })
    void refused(String address) {
        assertThat(EmailSyntax.isValid(address)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {80, 81})
    void eightyCharactersAreTheMost(int length) {
        String address = "a".repeat(length - "@example.org".length()) + "@example.org";

        assertThat(EmailSyntax.isValid(address)).isEqualTo(length <= 80);
    }
}
