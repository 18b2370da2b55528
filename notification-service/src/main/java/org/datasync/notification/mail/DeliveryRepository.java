package org.datasync.notification.mail;

import static org.datasync.notification.mail.NoticeRepository.utc;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** What became of messages, in the order they came to be. */
@ApplicationScoped
class DeliveryRepository {
    private static final String SELECT = """
            SELECT m.mail_no, n.event_id, n.kind, m.channel, m.recipient, m.recipient_key, m.copy_no, m.subject, m.state,
              m.attempt, m.next_attempt_at, m.reason, m.message_id, d.mail_no AS digest_mail_no, m.in_doubt, m.created_at,
              m.finished_at
            FROM notification.mail m JOIN notification.notice n ON n.notice_no = m.notice_no
              LEFT JOIN notification.mail d ON d.notice_no = m.digest_no
            """;

    private final DataSource dataSource;

    DeliveryRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    Optional<StoredMail> find(long mailNo) {
        return query("m.mail_no = ?", statement -> statement.setLong(1, mailNo)).stream()
                .findFirst();
    }

    List<StoredMail> ofNotice(long noticeNo) {
        return query("m.notice_no = ?", statement -> statement.setLong(1, noticeNo));
    }

    /** A run has few events, with 50 recipients each. */
    List<StoredMail> ofRun(UUID runId) {
        return query("n.run_id = ?", statement -> statement.setString(1, runId.toString()));
    }

    /**
     * The last refused or returned mail to each recipient of a sync, unless a later mail to the address, about whatever
     * sync, was accepted.
     */
    List<StoredMail> refusedRecipients(int syncId) {
        return query("""
                n.sync_id = ? AND m.channel = 'MAIL' AND m.state IN ('REFUSED', 'BOUNCED')
                AND NOT EXISTS (
                  SELECT 1 FROM notification.mail later
                  WHERE later.recipient_key = m.recipient_key AND later.state = 'SENT'
                    AND later.finished_at > m.finished_at)
                AND NOT EXISTS (
                  SELECT 1 FROM notification.mail later
                    JOIN notification.notice told ON told.notice_no = later.notice_no
                  WHERE later.recipient_key = m.recipient_key AND later.state IN ('REFUSED', 'BOUNCED')
                    AND told.sync_id = n.sync_id
                    AND (later.finished_at > m.finished_at
                      OR later.finished_at = m.finished_at AND later.mail_no > m.mail_no))
                """, statement -> statement.setInt(1, syncId));
    }

    /** The mail of this Message-ID. */
    Optional<StoredMail> find(String messageId) {
        return query("m.channel = 'MAIL' AND m.message_id = ?", statement -> statement.setString(1, messageId)).stream()
                .findFirst();
    }

    /** The notice of a mail. */
    long noticeNo(Connection connection, long mailNo) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT notice_no FROM notification.mail WHERE mail_no = ?")) {
            statement.setLong(1, mailNo);
            try (ResultSet result = statement.executeQuery()) {
                result.next();
                return result.getLong(1);
            }
        }
    }

    /** A mail that the mail server has taken came back. Within the caller's transaction. */
    boolean bounced(Connection connection, long mailNo, String reason, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE notification.mail SET state = 'BOUNCED', reason = ?, finished_at = ?, claim_epoch = NULL
                WHERE mail_no = ? AND state IN ('SENT', 'SENDING', 'WAITING')
                """)) {
            statement.setString(1, reason);
            statement.setObject(2, utc(now));
            statement.setLong(3, mailNo);
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * Makes a message due again, as if it were new. What this service refused itself, without an attempt, stays so.
     *
     * @return whether it was in a state that allows it
     */
    boolean sendAgain(long mailNo, String messageId, Instant now) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        UPDATE notification.mail
                        SET state = 'WAITING', attempt = 0, next_attempt_at = ?, created_at = ?, finished_at = NULL,
                          reason = NULL, message_id = ?, copy_no = copy_no + 1,
                          in_doubt = 0
                        WHERE mail_no = ? AND (state IN ('SENT', 'SUPPRESSED', 'GIVEN_UP', 'BOUNCED')
                          OR state = 'REFUSED' AND attempt > 0)
                        """)) {
            statement.setObject(1, utc(now));
            statement.setObject(2, utc(now));
            statement.setString(3, messageId);
            statement.setLong(4, mailNo);
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("mail %d could not be made due again".formatted(mailNo), e);
        }
    }

    private List<StoredMail> query(String condition, Parameters parameters) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement(SELECT + " WHERE " + condition + " ORDER BY m.mail_no")) {
            parameters.setOn(statement);
            try (ResultSet result = statement.executeQuery()) {
                List<StoredMail> mails = new ArrayList<>();
                while (result.next()) {
                    mails.add(read(result));
                }
                return List.copyOf(mails);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("mails could not be read", e);
        }
    }

    private static StoredMail read(ResultSet result) throws SQLException {
        return new StoredMail(
                result.getLong("mail_no"),
                result.getString("event_id"),
                NoticeKind.valueOf(result.getString("kind")),
                Channel.valueOf(result.getString("channel")),
                result.getString("recipient"),
                result.getString("recipient_key"),
                result.getInt("copy_no"),
                result.getString("subject"),
                MailState.valueOf(result.getString("state")),
                result.getInt("attempt"),
                instant(result, "next_attempt_at"),
                result.getString("reason"),
                result.getString("message_id"),
                digest(result),
                result.getBoolean("in_doubt"),
                instant(result, "created_at"),
                instant(result, "finished_at"));
    }

    private static Long digest(ResultSet result) throws SQLException {
        long mailNo = result.getLong("digest_mail_no");
        return result.wasNull() ? null : mailNo;
    }

    private static Instant instant(ResultSet result, String column) throws SQLException {
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private interface Parameters {
        void setOn(PreparedStatement statement) throws SQLException;
    }
}
