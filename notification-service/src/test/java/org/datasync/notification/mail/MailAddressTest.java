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
    void anAddressThatNeedsSmtpUtf8IsRefusedWithThatReason() {
        assertThat(MailAddress.of("jö@example.org").hindrance()).contains("SMTPUTF8");
        assertThat(MailAddress.of("jo at bücher.example").hindrance())
                .isEqualTo("Not an address that mail can be sent to");
    }

    /** By the old rules mail for straße.example went to strasse.example, which is another domain by the new ones. */
    @ParameterizedTest
    @ValueSource(strings = {"jo@straße.example", "jo@STRAẞE.example", "jo@σπίτις.example", "jo@a\u200db.example"})
    void aDomainThatOldAndNewRulesWriteDifferentlyIsNotGuessed(String text) {
        assertThat(MailAddress.of(text).ascii()).isEmpty();
        assertThat(MailAddress.of(text).hindrance()).contains("xn--");
        assertThat(MailAddress.of("jo@xn--strae-oqa.example").ascii()).isPresent();
        assertThat(MailAddress.of("jo@example.org").isAt("straße.example")).isFalse();
    }

    @Test
    void aDomainIsRecognisedInEachOfItsSpellings() {
        assertThat(MailAddress.of("jo@BÜCHER.example").isAt("xn--bcher-kva.example"))
                .isTrue();
        assertThat(MailAddress.of("jo@xn--bcher-kva.example").isAt("bücher.example"))
                .isTrue();
        assertThat(MailAddress.of("jo@sub.bücher.example").isAt("bücher.example"))
                .isFalse();
        assertThat(MailAddress.of("jö@example.org").isAt("example.org")).isFalse();
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
