package org.datasync.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "jo@example.org, jo@example.org",
        "Jo.Do+sync@Example.org, Jo.Do+sync@Example.org",
        "jo@bücher.example, jo@xn--bcher-kva.example",
        "jo@localhost, jo@localhost"
    })
    void anAddressIsWrittenInAscii(String text, String ascii) {
        assertThat(MailAddress.of(" " + text + " ").ascii()).contains(ascii);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "jo",
                "@example.org",
                "jo@",
                "jo@exa mple.org",
                "jo@@example.org",
                "jo@example..org",
                "jo@-example.org",
                "jö@example.org",
                "jo@example.org>\r\nRCPT TO:<all@example.org",
                "a,b@example.org"
            })
    void whatNoMailCanBeSentToHasNoAsciiForm(String text) {
        assertThat(MailAddress.of(text).ascii()).isEmpty();
    }

    @Test
    void spellingsOfOneAddressHaveOneKey() {
        String key = MailAddress.of("jo@bücher.example").key();

        assertThat(MailAddress.of("JO@BÜCHER.EXAMPLE ").key()).isEqualTo(key);
        assertThat(MailAddress.of("jo@xn--bcher-kva.example").key()).isEqualTo(key);
        assertThat(MailAddress.of("jo@bucher.example").key()).isNotEqualTo(key);
    }

    @Test
    void itsTextFormDoesNotShowIt() {
        assertThat(MailAddress.of("jo@example.org").toString()).doesNotContain("jo@");
    }
}
