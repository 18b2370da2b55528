package org.datasync.notification.mail;

import static org.datasync.notification.mail.NoticeRepository.utc;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.datasync.notification.course.Trend;
import org.datasync.platform.lease.Lease;

/**
 * Due mails, one claim at a time. A claim is committed before the mail server hears of the mail and names the epoch
 * of the lease, so that a successor knows which mails are in doubt. Results are written where the claim still stands:
 * what the server accepted is a fact, also when the lease is lost by then.
 */
@ApplicationScoped
class MailQueue {
    private final DataSource dataSource;
    private final DigestRepository digests;
    private final Clock clock;

    MailQueue(DataSource dataSource, DigestRepository digests, Clock clock) {
        this.dataSource = dataSource;
        this.digests = digests;
        this.clock = clock;
    }

    /** The mail that has been due longest. The senders of this replica come one after the other. */
    Optional<ClaimedMail> claimMail(Lease lease) {
        return claim("m.channel = 'MAIL'", List.of(), lease);
    }

    /** The call of one webhook that has been due longest. */
    Optional<ClaimedMail> claimCall(String webhook, Lease lease) {
        return claim("m.channel = 'WEBHOOK' AND m.recipient = ?", List.of(webhook), lease);
    }

    private synchronized Optional<ClaimedMail> claim(String which, List<String> parameters, Lease lease) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                lease.fence(connection);
                Optional<ClaimedMail> due = due(connection, which, parameters, lease.epoch());
                if (due.isPresent() && !claim(connection, due.get())) {
                    throw new IllegalStateException("%s was claimed by somebody else".formatted(due.get()));
                }
                return due;
            }
        });
    }

    void sent(ClaimedMail mail, String subject) {
        settle(mail, MailState.SENT, subject, null, clock.instant(), false);
    }

    /** For good, also for what was collected into this mail. */
    void notSent(ClaimedMail mail, MailState state, String subject, String reason) {
        settle(mail, state, subject, reason, clock.instant(), false);
    }

    /** @param doubtful whether the server may have taken it all the same */
    void later(ClaimedMail mail, String subject, String reason, Instant nextAttempt, boolean doubtful) {
        settle(mail, MailState.WAITING, subject, reason, nextAttempt, doubtful);
    }

    /**
     * Puts back what former holders of the lease left with the mail server.
     *
     * @param webhooks those of the settings; calls that wait for others are refused
     * @return how many: mails that may reach their recipients twice, with the same Message-ID
     */
    int putBackInDoubt(Lease lease, Set<String> webhooks) {
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                lease.fence(connection);
                try (PreparedStatement statement = connection.prepareStatement("""
                        UPDATE notification.mail
                        SET state = 'WAITING', next_attempt_at = ?, claim_epoch = NULL, in_doubt = 1,
                          reason = 'The service ended before the mail server had answered'
                        WHERE state = 'SENDING' AND claim_epoch < ?
                        """)) {
                    statement.setObject(1, utc(clock.instant()));
                    statement.setLong(2, lease.epoch());
                    int mails = statement.executeUpdate();
                    refuseCallsExcept(connection, webhooks);
                    return mails;
                }
            }
        });
    }

    /** Calls of webhooks that the settings do not have any more: nobody sends them. */
    private void refuseCallsExcept(Connection connection, Set<String> webhooks) throws SQLException {
        for (String webhook : waitingWebhooks(connection)) {
            if (!webhooks.contains(webhook)) {
                refuseCalls(connection, webhook);
            }
        }
    }

    private static List<String> waitingWebhooks(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        SELECT DISTINCT recipient FROM notification.mail WHERE channel = 'WEBHOOK' AND state = 'WAITING'
                        """);
                ResultSet result = statement.executeQuery()) {
            List<String> webhooks = new ArrayList<>();
            while (result.next()) {
                webhooks.add(result.getString(1));
            }
            return webhooks;
        }
    }

    private void refuseCalls(Connection connection, String webhook) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE notification.mail
                SET state = 'REFUSED', reason = 'The settings have no such webhook any more', finished_at = ?
                WHERE channel = 'WEBHOOK' AND state = 'WAITING' AND recipient = ?
                """)) {
            statement.setObject(1, utc(clock.instant()));
            statement.setString(2, webhook);
            statement.executeUpdate();
        }
    }

    private Optional<ClaimedMail> due(Connection connection, String which, List<String> parameters, long epoch)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT TOP (1) m.mail_no, m.attempt, m.recipient, m.message_id, m.created_at, n.notice_no, n.event_id,
                  n.kind, n.trend, n.payload
                FROM notification.mail m JOIN notification.notice n ON n.notice_no = m.notice_no
                WHERE m.state = 'WAITING' AND m.next_attempt_at <= ? AND %s
                ORDER BY m.next_attempt_at, m.mail_no
                """.formatted(which))) {
            statement.setObject(1, utc(clock.instant()));
            for (int index = 0; index < parameters.size(); index++) {
                statement.setString(index + 2, parameters.get(index));
            }
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? Optional.of(read(result, epoch)) : Optional.empty();
            }
        }
    }

    private static ClaimedMail read(ResultSet result, long epoch) throws SQLException {
        return new ClaimedMail(
                result.getLong("mail_no"),
                epoch,
                result.getInt("attempt") + 1,
                result.getString("recipient"),
                result.getString("message_id"),
                result.getObject("created_at", OffsetDateTime.class).toInstant(),
                notice(result));
    }

    private static StoredNotice notice(ResultSet result) throws SQLException {
        String trend = result.getString("trend");
        return new StoredNotice(
                result.getLong("notice_no"),
                result.getString("event_id"),
                NoticeKind.valueOf(result.getString("kind")),
                trend == null ? Trend.STEADY : Trend.valueOf(trend),
                result.getString("payload").getBytes(StandardCharsets.UTF_8));
    }

    private static boolean claim(Connection connection, ClaimedMail mail) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE notification.mail SET state = 'SENDING', attempt = ?, claim_epoch = ?
                WHERE mail_no = ? AND state = 'WAITING' AND attempt = ?
                """)) {
            statement.setInt(1, mail.attempt());
            statement.setLong(2, mail.epoch());
            statement.setLong(3, mail.mailNo());
            statement.setInt(4, mail.attempt() - 1);
            return statement.executeUpdate() == 1;
        }
    }

    private void settle(
            ClaimedMail mail, MailState state, String subject, String reason, Instant at, boolean doubtful) {
        QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                boolean settled = settle(connection, mail, state, subject, reason, at, doubtful);
                if (settled && reason != null && state != MailState.WAITING) {
                    digests.fail(connection, mail.notice().noticeNo(), state, reason, at);
                }
                return settled;
            }
        });
    }

    private static boolean settle(
            Connection connection,
            ClaimedMail mail,
            MailState state,
            String subject,
            String reason,
            Instant at,
            boolean doubtful)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                        UPDATE notification.mail
                        SET state = ?, subject = ?, reason = ?, next_attempt_at = ?, finished_at = ?,
                          claim_epoch = NULL, in_doubt = CASE WHEN ? = 1 THEN 1 ELSE in_doubt END
                        WHERE mail_no = ? AND state = 'SENDING' AND claim_epoch = ? AND attempt = ?
                        """)) {
            statement.setString(1, state.name());
            statement.setString(2, subject);
            statement.setString(3, reason);
            statement.setObject(4, utc(at));
            statement.setObject(5, state == MailState.WAITING ? null : utc(at));
            statement.setInt(6, doubtful ? 1 : 0);
            statement.setLong(7, mail.mailNo());
            statement.setLong(8, mail.epoch());
            statement.setInt(9, mail.attempt());
            return statement.executeUpdate() == 1;
        }
    }
}
