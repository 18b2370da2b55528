package org.datasync.notification.summary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jo@example.org",
                "<jo@example.org>",
                "o'brien+x@bücher.example",
                "\"jo o\"@example.org",
                "jö@example.org",
                "jo@[192.0.2.1]"
            })
    void anAddressIsLeftOut(String address) {
        assertThat(Plain.line("Refused " + address + ": unknown", 100))
                .doesNotContain("@", "jo", "brien")
                .contains("(address)")
                .startsWith("Refused ")
                .endsWith(": unknown");
    }

    @Test
    void noCharacterEndsTheLine() {
        assertThat(Plain.line("a\r\nBcc: b\u0085c\u2028d\u2029e\u0000f\tg", 100))
                .isEqualTo("a Bcc: b c d e f g");
    }

    @Test
    void aLineIsCutBetweenCharacters() {
        assertThat(Plain.line("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Plain.line("abcdefg", 6)).isEqualTo("abcde…");
        assertThat(Plain.line("abcd🎭fg", 6)).isEqualTo("abcd…");
    }

    @Test
    void aTextOfTenThousandCharactersIsReadInNoTime() {
        List<String> texts = List.of(
                "x".repeat(10_000), "\"".repeat(10_000), "x@".repeat(5_000), "\"x".repeat(5_000), "@".repeat(10_000));

        assertTimeout(Duration.ofSeconds(5), () -> {
            for (int event = 0; event < 20; event++) {
                texts.forEach(text -> assertThat(Plain.line(text, 200)).hasSizeLessThanOrEqualTo(200));
            }
        });
    }

    @Test
    void combiningCharactersStay() {
        assertThat(Plain.line("Cafe\u0301 नमस्ते 👩‍👩‍👧", 100)).isEqualTo("Cafe\u0301 नमस्ते 👩‍👩‍👧");
    }

    @Test
    void textFromRightToLeftDoesNotReorderTheWordsAroundIt() {
        assertThat(Plain.line("חברים 2026", 100)).isEqualTo("\u2068חברים 2026\u2069");
        assertThat(Plain.line("أعضاء", 100)).startsWith("\u2068").endsWith("\u2069");
        assertThat(Plain.line("חברים".repeat(50), 80)).hasSize(80).endsWith("…\u2069");
    }

    @Test
    void nothingTurnsTheDirectionOfWhatFollows() {
        assertThat(Plain.line("Members \u202egnihton\u202c \u2067x", 100)).isEqualTo("Members gnihton x");
    }
}
