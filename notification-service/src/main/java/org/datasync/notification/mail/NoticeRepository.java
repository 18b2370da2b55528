package org.datasync.notification.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.datasync.notification.course.Outcome;
import org.datasync.notification.course.Past;
import org.datasync.notification.course.Story;

/** Notices and their mails as they come in and as they go. */
@ApplicationScoped
class NoticeRepository {
    private final DataSource dataSource;

    NoticeRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    boolean isKnown(String eventId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement =
                        connection.prepareStatement("SELECT 1 FROM notification.notice WHERE event_id = ?")) {
            statement.setString(1, eventId);
            try (ResultSet result = statement.executeQuery()) {
                return result.next();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("event %s could not be looked up".formatted(eventId), e);
        }
    }

    /** What was recorded of the sync before this story. */
    Past past(int syncId, UUID runId, Story story) {
        try (Connection connection = dataSource.getConnection()) {
            String last = before(connection, """
                    SELECT TOP (1) outcome FROM notification.notice
                    WHERE sync_id = ? AND occurred_at < ? AND outcome IS NOT NULL
                    ORDER BY occurred_at DESC, notice_no DESC
                    """, syncId, story.at());
            String problem = before(connection, """
                    SELECT TOP (1) signature FROM notification.notice
                    WHERE sync_id = ? AND occurred_at < ? AND (signature IS NOT NULL OR outcome = 'SUCCEEDED')
                    ORDER BY occurred_at DESC, notice_no DESC
                    """, syncId, story.at());
            Instant healthy = lastSuccess(connection, syncId, story.at());
            return new Past(
                    last == null ? null : Outcome.valueOf(last),
                    problem,
                    toldAt(connection, syncId, healthy, story),
                    concernsOperators(connection, syncId, healthy, story.at()),
                    wasStalled(connection, runId));
        } catch (SQLException e) {
            throw new IllegalStateException("the past of sync %d could not be read".formatted(syncId), e);
        }
    }

    private static String before(Connection connection, String sql, int syncId, Instant moment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setInt(1, syncId);
            statement.setObject(2, utc(moment));
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? result.getString(1) : null;
            }
        }
    }

    /** When the sync was last without a problem; at the begin of time if never. */
    private static Instant lastSuccess(Connection connection, int syncId, Instant moment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT MAX(occurred_at) FROM notification.notice
                WHERE sync_id = ? AND outcome = 'SUCCEEDED' AND occurred_at < ?
                """)) {
            statement.setInt(1, syncId);
            statement.setObject(2, utc(moment));
            Instant last = only(statement);
            return last == null ? Instant.EPOCH : last;
        }
    }

    private static Instant toldAt(Connection connection, int syncId, Instant since, Story story) throws SQLException {
        return story.outcome() == Outcome.SKIPPED
                ? skippingToldAt(connection, syncId, story.at())
                : problemToldAt(connection, syncId, since, story);
    }

    private static Instant skippingToldAt(Connection connection, int syncId, Instant until) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT MAX(occurred_at) FROM notification.notice
                WHERE sync_id = ? AND outcome = 'SKIPPED' AND told = 1 AND occurred_at < ?
                """)) {
            statement.setInt(1, syncId);
            statement.setObject(2, utc(until));
            return only(statement);
        }
    }

    private static Instant problemToldAt(Connection connection, int syncId, Instant since, Story story)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT MAX(occurred_at) FROM notification.notice
                WHERE sync_id = ? AND signature = ? AND told = 1 AND occurred_at > ? AND occurred_at < ?
                """)) {
            statement.setInt(1, syncId);
            statement.setString(2, story.signature());
            statement.setObject(3, utc(since));
            statement.setObject(4, utc(story.at()));
            return only(statement);
        }
    }

    private static boolean concernsOperators(Connection connection, int syncId, Instant since, Instant until)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT MAX(occurred_at) FROM notification.notice
                WHERE sync_id = ? AND outcome IN ('FAILED', 'HELD') AND occurred_at > ? AND occurred_at < ?
                """)) {
            statement.setInt(1, syncId);
            statement.setObject(2, utc(since));
            statement.setObject(3, utc(until));
            return only(statement) != null;
        }
    }

    private static boolean wasStalled(Connection connection, UUID runId) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT MAX(occurred_at) FROM notification.notice WHERE run_id = ? AND kind = 'RUN_STALLED'")) {
            statement.setString(1, runId.toString());
            return only(statement) != null;
        }
    }

    private static Instant only(PreparedStatement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery()) {
            return result.next() ? instant(result, 1) : null;
        }
    }

    /** Adds a notice with all its mails; the unique keys refuse a second one. Returns the notice's number. */
    long add(Notice notice, List<NewMail> mails, Instant now) {
        try (Connection connection = dataSource.getConnection()) {
            long noticeNo = insert(connection, notice, now);
            insert(connection, noticeNo, mails, now);
            return noticeNo;
        } catch (SQLException e) {
            throw new IllegalStateException("event %s could not be recorded".formatted(notice.eventId()), e);
        }
    }

    /** @return how many notices are gone; fewer than the limit: there are no more */
    int deleteReceivedBefore(Instant moment, int limit) {
        String notices = "SELECT TOP (" + limit
                + ") notice_no FROM notification.notice WHERE received_at < ? ORDER BY received_at, notice_no";
        try (Connection connection = dataSource.getConnection()) {
            delete(connection, "DELETE FROM notification.mail WHERE notice_no IN (" + notices + ")", moment);
            return delete(connection, "DELETE FROM notification.notice WHERE notice_no IN (" + notices + ")", moment);
        } catch (SQLException e) {
            throw new IllegalStateException("old notices could not be deleted", e);
        }
    }

    private static long insert(Connection connection, Notice notice, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO notification.notice (event_id, kind, run_id, sync_id, occurred_at, received_at, payload,
                  outcome, signature, trend, told)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """, Statement.RETURN_GENERATED_KEYS)) {
            statement.setString(1, notice.eventId());
            statement.setString(2, notice.kind().name());
            statement.setString(
                    3, notice.runId() == null ? null : notice.runId().toString());
            statement.setObject(4, notice.syncId());
            statement.setObject(5, utc(notice.occurredAt()));
            statement.setObject(6, utc(now));
            statement.setString(7, new String(notice.payload(), UTF_8));
            statement.setString(
                    8, notice.story() == null ? null : notice.story().outcome().name());
            statement.setString(
                    9, notice.story() == null ? null : notice.story().signature());
            statement.setString(10, notice.trend().name());
            statement.setBoolean(11, notice.told());
            statement.executeUpdate();
            try (ResultSet keys = statement.getGeneratedKeys()) {
                keys.next();
                return keys.getLong(1);
            }
        }
    }

    private static void insert(Connection connection, long noticeNo, List<NewMail> mails, Instant now)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                INSERT INTO notification.mail (notice_no, recipient_key, recipient, message_id, state, attempt,
                  next_attempt_at, reason, created_at, finished_at, channel)
                VALUES (?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)
                """)) {
            for (NewMail mail : mails) {
                statement.setLong(1, noticeNo);
                statement.setString(2, mail.recipientKey());
                statement.setString(3, mail.recipient());
                statement.setString(4, mail.messageId());
                statement.setString(5, mail.state().name());
                statement.setObject(6, utc(mail.dueAt() == null ? now : mail.dueAt()));
                statement.setString(7, mail.reason());
                statement.setObject(8, utc(now));
                statement.setObject(9, isOpen(mail) ? null : utc(now));
                statement.setString(10, mail.channel().name());
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static boolean isOpen(NewMail mail) {
        return mail.state() == MailState.WAITING || mail.state() == MailState.COLLECTED;
    }

    private static Instant instant(ResultSet result, int column) throws SQLException {
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static int delete(Connection connection, String sql, Instant moment) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, utc(moment));
            return statement.executeUpdate();
        }
    }

    static OffsetDateTime utc(Instant instant) {
        return OffsetDateTime.ofInstant(instant, ZoneOffset.UTC);
    }
}
