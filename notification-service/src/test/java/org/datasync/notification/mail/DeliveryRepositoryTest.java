package org.datasync.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.datasync.notification.Runs;
import org.datasync.notification.course.Story;
import org.datasync.notification.course.Trend;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryRepositoryTest {
    private static final int SYNC = 7;
    private static final String JO = "jo@example.org";
    private static final String SAM = "sam@example.org";

    private DataSource database;
    private NoticeRepository notices;
    private DeliveryRepository deliveries;
    private Instant now = Instant.parse("2026-11-24T11:00:00Z");

    @BeforeEach
    void create() throws SQLException {
        database = NotificationDatabase.create();
        notices = new NoticeRepository(database);
        deliveries = new DeliveryRepository(database);
    }

    @Test
    void aRecipientWhoseLastMailWasRefusedIsNamedOnceWithTheLastReason() {
        add(SYNC, SAM, MailState.SENT, null);
        add(SYNC, JO, MailState.REFUSED, "550 first");
        add(SYNC, JO, MailState.REFUSED, "550 last");

        assertThat(refused(SYNC)).singleElement().satisfies(jo -> {
            assertThat(jo.address()).isEqualTo(JO);
            assertThat(jo.at()).isEqualTo(now);
            assertThat(jo.reason()).isEqualTo("550 last");
        });
    }

    @Test
    void aMailAcceptedLaterClearsTheMark() {
        add(SYNC, JO, MailState.REFUSED, "550");
        add(SYNC, "JO@Example.org", MailState.SENT, null);

        assertThat(refused(SYNC)).isEmpty();
    }

    @Test
    void aMailAcceptedLaterAboutAnotherSyncClearsItToo() {
        add(SYNC, JO, MailState.REFUSED, "550");
        add(SYNC + 1, JO, MailState.SENT, null);

        assertThat(refused(SYNC)).isEmpty();
    }

    @Test
    void aMailAcceptedBeforeDoesNot() {
        add(SYNC, JO, MailState.SENT, null);
        add(SYNC, JO, MailState.REFUSED, "550");

        assertThat(refused(SYNC)).hasSize(1);
    }

    @Test
    void aMailThatIsNotWantedOrWaitsChangesNothing() {
        add(SYNC, JO, MailState.REFUSED, "550");
        add(SYNC, JO, MailState.SUPPRESSED, "Nothing to tell");
        add(SYNC, JO, MailState.WAITING, null);

        assertThat(refused(SYNC)).hasSize(1);
    }

    @Test
    void aSyncIsNotMarkedForRefusalsOfAnother() {
        add(SYNC + 1, JO, MailState.REFUSED, "550");

        assertThat(refused(SYNC)).isEmpty();
    }

    @Test
    void aMailServerThatWasAwayForTooLongMarksNobody() {
        add(SYNC, JO, MailState.GIVEN_UP, "Given up: connection refused");

        assertThat(refused(SYNC)).isEmpty();
    }

    @Test
    void aMailThatCameBackMarksItsRecipient() throws SQLException {
        long mail = add(SYNC, JO, MailState.SENT, null);
        boolean first = bounced(mail);
        boolean second = bounced(mail);

        assertThat(List.of(first, second)).containsExactly(true, false);
        assertThat(refused(SYNC)).extracting(RefusedRecipient::reason).containsExactly("Came back: 5.1.1");
    }

    @Test
    void askedForAgainTheMarkIsGoneUntilTheServerAnswers() {
        long mail = add(SYNC, JO, MailState.BOUNCED, "Came back: 5.1.1");

        deliveries.sendAgain(mail, "<2@example.org>", now);

        assertThat(refused(SYNC)).isEmpty();
    }

    @Test
    void aRefusedDigestRefusesWhatWasCollectedForIt() throws SQLException {
        var digests = new DigestRepository();
        UUID run = UUID.randomUUID();
        long collected = add(run, SYNC, JO, MailState.COLLECTED, "Waits for the daily digest");
        tick();
        String key = MailAddress.of(JO).key();
        long digest = notices.add(
                Notice.ofNoRun("digest", NoticeKind.DIGEST, now, new byte[] {'1'}),
                List.of(mail(JO, MailState.REFUSED, "550")),
                now);

        try (Connection connection = database.getConnection()) {
            digests.close(connection, key, digest, now);
            digests.fail(connection, digest, MailState.REFUSED, "550", now);
        }

        StoredMail mail = deliveries.ofRun(run).get(0);
        assertThat(mail.state()).isEqualTo(MailState.REFUSED);
        assertThat(mail.reason()).isEqualTo("The daily digest: 550");
        assertThat(mail.digestMailNo()).isNotNull();
        assertThat(refused(SYNC)).extracting(RefusedRecipient::address).containsExactly(JO);
        assertThat(deliveries.sendAgain(collected, "<2@example.org>", now)).isTrue();
    }

    private List<RefusedRecipient> refused(int syncId) {
        return RefusedRecipient.Items.of(deliveries.refusedRecipients(syncId)).items();
    }

    private boolean bounced(long mailNo) throws SQLException {
        tick();
        try (Connection connection = database.getConnection()) {
            return deliveries.bounced(connection, mailNo, "Came back: 5.1.1", now);
        }
    }

    private long add(int syncId, String address, MailState state, String reason) {
        return add(UUID.randomUUID(), syncId, address, state, reason);
    }

    private long add(UUID runId, int syncId, String address, MailState state, String reason) {
        tick();
        long notice = notices.add(
                new Notice(
                        UUID.randomUUID().toString(),
                        NoticeKind.RUN_FINISHED,
                        runId,
                        syncId,
                        now,
                        new byte[] {'1'},
                        Story.of(Runs.run().finishedAt(now).finished()),
                        Trend.STEADY,
                        false),
                List.of(mail(address, state, reason)),
                now);
        return deliveries.ofNotice(notice).get(0).mailNo();
    }

    private static NewMail mail(String address, MailState state, String reason) {
        String key = MailAddress.of(address).key();
        return new NewMail(Channel.MAIL, address, key, "<" + UUID.randomUUID() + "@example.org>", state, reason, null);
    }

    private void tick() {
        now = now.plusSeconds(60);
    }
}
