package org.datasync.notification.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.contracts.run.v1.RunState;
import org.datasync.notification.Runs;
import org.datasync.notification.course.Trend;
import org.datasync.notification.summary.Summaries;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WebhookBodyTest {
    private final Summaries summaries = new Summaries(Locale.ENGLISH, ZoneId.of("UTC"));

    @Test
    void aFailedRunIsTellingWithoutAnyAddress() {
        RunFinished run = Runs.run()
                .ended(RunState.FAILED, "LIST_MISSING", "List 101 is gone, ask jo@example.org.")
                .finished();

        String json = text(
                WebhookBody.of(run, Trend.BEGAN, summaries.of(run, Trend.BEGAN)).json());

        assertThat(json)
                .contains(
                        "\"outcome\":\"FAILED\"",
                        "\"trend\":\"BEGAN\"",
                        "\"reason\":\"LIST_MISSING\"",
                        "\"id\":\"" + run.id() + "\"",
                        "\"planned\":42")
                .doesNotContain("@example.org", "notify", "recipients");
    }

    @Test
    void aHeldRunSaysUntilWhen() {
        RunHeld run = Runs.run().held();

        assertThat(text(WebhookBody.of(run, Trend.BEGAN, summaries.of(run, Trend.BEGAN))
                        .json()))
                .contains("\"outcome\":\"HELD\"", "\"decideUntil\":\"2026-11-25T11:02:05Z\"");
    }

    @Test
    void aRunThatStandsStillSaysWhere() {
        RunStalled run = Runs.run().stalled();
        WebhookBody body = WebhookBody.of(run, summaries.of(run));

        assertThat(text(body.json()))
                .contains("\"outcome\":\"STALLED\"", "\"reason\":\"APPLYING\"", "\"id\":\"" + run.id() + "\"")
                .doesNotContain("@example.org", "counts");
        assertThat(text(body.slack())).startsWith("{\"text\":\"*Stalled: Members get the member journey – ");
    }

    @Test
    void aMessageForSlackIsEscaped() {
        RunFinished run = Runs.run().described("Members <!channel> & friends").finished();

        assertThat(text(WebhookBody.of(run, Trend.STEADY, summaries.of(run, Trend.STEADY))
                        .slack()))
                .startsWith("{\"text\":\"*Succeeded: Members &lt;!channel&gt; &amp; friends – ")
                .contains("<" + run.link() + "|Open in the console>")
                .doesNotContain("<!channel>");
    }

    @Test
    void aLinkCannotSpeakInOurName() {
        RunFinished run = Runs.run()
                .linkedTo("https://example.org/|All is well> <!channel>")
                .finished();

        assertThat(text(WebhookBody.of(run, Trend.STEADY, summaries.of(run, Trend.STEADY))
                        .slack()))
                .endsWith("\\n<https://example.org/%7CAll is well&gt; &lt;!channel&gt;|Open in the console>\"}");
    }

    @Test
    void aSignatureCoversTimeAndBody() {
        // printf '1700000000.{}' | openssl dgst -sha256 -hmac key
        assertThat(Signature.of("key".getBytes(UTF_8), Instant.ofEpochSecond(1_700_000_000), "{}".getBytes(UTF_8)))
                .isEqualTo("t=1700000000,v1=9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae");
    }

    @Test
    void aSignatureHasAsciiDigitsWhateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertThat(Signature.of(new byte[] {1}, Instant.ofEpochSecond(1_700_000_000), new byte[0]))
                    .startsWith("t=1700000000,v1=");
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "10.1.2.3, true",
        "172.16.0.1, true",
        "192.168.1.1, true",
        "169.254.169.254, true",
        "100.64.0.1, true",
        "0.0.0.0, true",
        "::1, true",
        "fd00::1, true",
        "fe80::1, true",
        "::ffff:10.0.0.1, true",
        "64:ff9b::a00:1, true",
        "8.8.8.8, false",
        "2600:1f18::1, false"
    })
    void privateAddressesAreRecognised(String address, boolean isPrivate) throws Exception {
        assertThat(PrivateAddresses.contain(InetAddress.getByName(address))).isEqualTo(isPrivate);
    }

    private static String text(byte[] body) {
        return new String(body, UTF_8);
    }
}
