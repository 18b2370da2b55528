package org.datasync.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.datasync.contracts.sync.v1.Recipient;
import org.datasync.contracts.sync.v1.Recipient.When;
import org.datasync.notification.NotificationConfig;
import org.datasync.notification.OperatorsConfig;
import org.datasync.notification.Runs;
import org.datasync.notification.course.Course;
import org.datasync.notification.course.Past;
import org.datasync.notification.course.Story;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientsTest {
    private static final Instant DIGEST_AT = Instant.parse("2026-11-25T12:00:00Z");

    private final Recipients recipients = recipients();

    @Test
    void whoIsNamedTwiceGetsOneMailByTheMoreInterestedOfTheTwo() {
        List<NewMail> mails = mails(
                new Recipient("jo@bücher.example", When.PROBLEMS),
                new Recipient("JO@xn--bcher-kva.example", When.EVERY_RUN),
                new Recipient("jo@bücher.example ", When.DAILY_DIGEST));

        assertThat(mails).singleElement().extracting(NewMail::state).isEqualTo(MailState.WAITING);
    }

    /** None of them may keep the event of the others from being recorded. */
    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "@", "jo", "jo@", "jo\u0000@example.org", "jo@example.org\r\nBcc: all@example.org"})
    void whatIsNoAddressIsRefusedBesideTheOthers(String address) {
        List<NewMail> mails =
                mails(new Recipient(address, When.EVERY_RUN), new Recipient("jo@example.org", When.EVERY_RUN));

        assertThat(mails).extracting(NewMail::state).containsExactly(MailState.REFUSED, MailState.WAITING);
    }

    @Test
    void anEndlessAddressFitsItsColumn() {
        List<NewMail> mails = mails(new Recipient("jo@" + "example.".repeat(1000) + "org", When.EVERY_RUN));

        assertThat(mails).singleElement().satisfies(mail -> {
            assertThat(mail.state()).isEqualTo(MailState.REFUSED);
            assertThat(mail.recipient()).hasSize(320);
        });
    }

    private List<NewMail> mails(Recipient... named) {
        Course course = new Course(Story.of(Runs.run().finished()), Past.NONE);
        return recipients.of("event", Arrays.asList(named), course, DIGEST_AT);
    }

    private static Recipients recipients() {
        var config = new SmallRyeConfigBuilder()
                .withMapping(NotificationConfig.class)
                .withMapping(OperatorsConfig.class)
                .withSources(new PropertiesConfigSource(
                        Map.of(
                                "datasync.notification.from", "datasync@example.org",
                                "datasync.notification.smtp.host", "localhost",
                                "datasync.notification.smtp.port", "25"),
                        "test",
                        100))
                .build();
        return new Recipients(
                config.getConfigMapping(NotificationConfig.class), config.getConfigMapping(OperatorsConfig.class));
    }
}
