package org.datasync.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.datasync.notification.course.Trend;
import org.datasync.notification.delivery.Delivery;
import org.junit.jupiter.api.Test;

class MailSenderTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T11:00:00Z"), ZoneOffset.UTC);
    private static final Duration GIVE_UP_AFTER = Duration.ofDays(5);

    private final Deque<ClaimedMail> due = new ArrayDeque<>();
    private final Deque<Delivery> answers = new ArrayDeque<>();
    private final Results results = new Results();
    private long nanos;
    private int mails;
    private int rests;

    private final Backoff backoff = new Backoff(Duration.ofSeconds(30), Duration.ofMinutes(30), new Random(1));
    private final ServerPause pause = new ServerPause(backoff, () -> nanos);
    private final MailSender sender = new MailSender(
            Channel.MAIL,
            () -> Optional.ofNullable(due.poll()),
            results,
            new TestCarrier(),
            pause,
            backoff,
            GIVE_UP_AFTER,
            CLOCK,
            new SimpleMeterRegistry());

    @Test
    void whatTheServerAcceptsIsSent() throws Exception {
        send(new Delivery.Accepted(), Duration.ZERO);

        assertThat(results.written).containsExactly("1 SENT null");
    }

    @Test
    void whatTheServerRefusesIsRefusedWithItsWords() throws Exception {
        send(new Delivery.Refused("550 no such user"), Duration.ZERO);

        assertThat(results.written).containsExactly("1 REFUSED 550 no such user");
    }

    @Test
    void whatIsPutOffWaitsAndIsRefusedInTheEnd() throws Exception {
        send(new Delivery.Later("452 full"), GIVE_UP_AFTER);
        send(new Delivery.Later("452 full"), GIVE_UP_AFTER.plusSeconds(1));

        assertThat(results.written).containsExactly("1 WAITING 452 full", "2 REFUSED Given up: 452 full");
    }

    @Test
    void aServerThatIsAwayForTooLongIsNotTheFaultOfTheRecipient() throws Exception {
        send(new Delivery.Unavailable("nobody listens"), GIVE_UP_AFTER.plusSeconds(1));

        assertThat(results.written).containsExactly("1 GIVEN_UP Given up: nobody listens");
    }

    @Test
    void aServerThatFellSilentLeavesTheMailInDoubt() throws Exception {
        send(new Delivery.Unavailable("silence", true), Duration.ZERO);

        assertThat(results.written).containsExactly("1 WAITING silence, in doubt");
    }

    @Test
    void aMailThatASilentServerMayHaveTakenEachTimeIsSentEverLater() throws Exception {
        due.add(mail(Duration.ZERO, 6));
        answers.add(new Delivery.Unavailable("silence", true));

        sender.sendNext();

        // 30 s doubled five times, shortened by half at most.
        assertThat(results.nextAttempts).singleElement().satisfies(next -> assertThat(next)
                .isAfterOrEqualTo(CLOCK.instant().plus(Duration.ofMinutes(8))));
    }

    @Test
    void nothingIsClaimedWhileTheServerIsAway() throws Exception {
        send(new Delivery.Unavailable("nobody listens"), Duration.ZERO);
        due.add(mail(Duration.ZERO));
        answers.add(new Delivery.Accepted());

        boolean during = sender.sendNext();
        nanos += Duration.ofMinutes(1).toNanos();
        boolean afterwards = sender.sendNext();

        assertThat(List.of(during, afterwards)).containsExactly(false, true);
        assertThat(results.written).last().isEqualTo("2 SENT null");
        assertThat(pause.failures()).isZero();
    }

    @Test
    void aServerThatAsksToBeLeftAloneIsLeftAlone() throws Exception {
        send(new Delivery.Unavailable("HTTP status 429", false, Duration.ofHours(3)), Duration.ZERO);
        due.add(mail(Duration.ZERO));
        answers.add(new Delivery.Accepted());

        nanos += Duration.ofHours(3).toNanos() - 1;
        boolean during = sender.sendNext();
        nanos += 1;
        boolean afterwards = sender.sendNext();

        assertThat(List.of(during, afterwards)).containsExactly(false, true);
        assertThat(results.nextAttempts).containsExactly(CLOCK.instant().plus(Duration.ofHours(3)));
    }

    @Test
    void aResultThatTheDatabaseDidNotTakeIsWrittenBeforeTheNextClaim() throws Exception {
        results.isDown = true;
        assertThatThrownBy(() -> send(new Delivery.Accepted(), Duration.ZERO)).hasMessage("down");
        due.add(mail(Duration.ZERO));
        assertThatThrownBy(sender::sendNext).hasMessage("down");
        int waiting = due.size();
        results.isDown = false;
        answers.add(new Delivery.Accepted());

        sender.sendNext();

        assertThat(waiting).isEqualTo(1);
        assertThat(results.written).containsExactly("1 SENT null", "2 SENT null");
    }

    @Test
    void aMailThatCannotBeWrittenIsPutOffAndStopsNoOther() throws Exception {
        due.add(mail(Duration.ZERO));
        sender.sendNext();
        send(new Delivery.Accepted(), Duration.ZERO);

        assertThat(results.written).containsExactly("1 WAITING The message could not be written", "2 SENT null");
    }

    @Test
    void theCarrierRestsAsSoonAsNothingIsDue() throws Exception {
        send(new Delivery.Accepted(), Duration.ZERO);
        int restsBetween = rests;

        sender.sendNext();

        assertThat(restsBetween).isZero();
        assertThat(rests).isEqualTo(1);
    }

    @Test
    void theCarrierRestsWhileTheServerIsAway() throws Exception {
        send(new Delivery.Unavailable("nobody listens"), Duration.ZERO);
        due.add(mail(Duration.ZERO));

        sender.sendNext();

        assertThat(rests).isEqualTo(1);
    }

    private void send(Delivery answer, Duration age) throws InterruptedException {
        answers.add(answer);
        due.add(mail(age));
        sender.sendNext();
    }

    private ClaimedMail mail(Duration age) {
        return mail(age, 1);
    }

    private ClaimedMail mail(Duration age, int attempt) {
        mails++;
        var notice = new StoredNotice(mails, "event", NoticeKind.TEST, Trend.STEADY, new byte[] {'1'});
        return new ClaimedMail(
                mails,
                1,
                attempt,
                "jo@example.org",
                "<1@example.org>",
                CLOCK.instant().minus(age),
                notice);
    }

    private final class TestCarrier implements Carrier {
        @Override
        public Carried carry(ClaimedMail mail) throws IOException {
            if (answers.isEmpty()) {
                throw new IOException("not what its kind says");
            }
            return new Carried("Subject", answers.poll());
        }

        @Override
        public void rest() {
            rests++;
        }
    }

    /** Remembers what is written, unless the database is down. */
    private static final class Results extends MailQueue {
        private final List<String> written = new ArrayList<>();
        private final List<Instant> nextAttempts = new ArrayList<>();
        private boolean isDown;

        Results() {
            super(null, null, CLOCK);
        }

        @Override
        void sent(ClaimedMail mail, String subject) {
            write(mail, "SENT null");
        }

        @Override
        void notSent(ClaimedMail mail, MailState state, String subject, String reason) {
            write(mail, state + " " + reason);
        }

        @Override
        void later(ClaimedMail mail, String subject, String reason, Instant nextAttempt, boolean doubtful) {
            write(mail, "WAITING " + reason + (doubtful ? ", in doubt" : ""));
            nextAttempts.add(nextAttempt);
        }

        private void write(ClaimedMail mail, String result) {
            if (isDown) {
                throw new IllegalStateException("down");
            }
            written.add(mail.mailNo() + " " + result);
        }
    }
}
