package org.datasync.notification.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.datasync.notification.mail.NoticeRepository.utc;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.notification.summary.DigestBuilder;

/** Collected mails. All within the caller's transaction. */
@ApplicationScoped
class DigestRepository {

    /** A recipient whose digest is due, by the first mail that was collected for it. */
    Optional<Collected> next(Connection connection, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT TOP (1) mail_no, recipient_key, recipient FROM notification.mail
                WHERE channel = 'MAIL' AND state = 'COLLECTED' AND next_attempt_at <= ?
                ORDER BY next_attempt_at, mail_no
                """)) {
            statement.setObject(1, utc(now));
            try (ResultSet result = statement.executeQuery()) {
                return result.next()
                        ? Optional.of(new Collected(result.getLong(1), result.getString(2), result.getString(3)))
                        : Optional.empty();
            }
        }
    }

    /** Adds up what was collected for the recipient, one event at a time. */
    DigestBuilder sum(Connection connection, String recipientKey, Instant now) throws SQLException {
        var digest = new DigestBuilder();
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT n.kind, n.payload
                FROM notification.mail m JOIN notification.notice n ON n.notice_no = m.notice_no
                WHERE m.channel = 'MAIL' AND m.state = 'COLLECTED' AND m.recipient_key = ? AND m.next_attempt_at <= ?
                ORDER BY n.occurred_at, n.notice_no
                """)) {
            statement.setString(1, recipientKey);
            statement.setObject(2, utc(now));
            statement.setFetchSize(50);
            try (ResultSet result = statement.executeQuery()) {
                while (result.next()) {
                    add(
                            digest,
                            NoticeKind.valueOf(result.getString(1)),
                            result.getString(2).getBytes(UTF_8));
                }
            }
        }
        return digest;
    }

    void close(Connection connection, String recipientKey, long digestNo, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE notification.mail
                SET state = 'DIGESTED', reason = 'In the daily digest', digest_no = ?, finished_at = ?
                WHERE channel = 'MAIL' AND state = 'COLLECTED' AND recipient_key = ? AND next_attempt_at <= ?
                """)) {
            statement.setLong(1, digestNo);
            statement.setObject(2, utc(now));
            statement.setString(3, recipientKey);
            statement.setObject(4, utc(now));
            statement.executeUpdate();
        }
    }

    /** What was collected into a digest that did not arrive did not arrive either. Nothing if it is no digest. */
    void fail(Connection connection, long digestNo, MailState state, String reason, Instant at) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                UPDATE notification.mail SET state = ?, reason = ?, finished_at = ?, attempt = 1
                WHERE digest_no = ? AND state = 'DIGESTED'
                """)) {
            statement.setString(1, state.name());
            statement.setString(2, "The daily digest: " + reason);
            statement.setObject(3, utc(at));
            statement.setLong(4, digestNo);
            statement.executeUpdate();
        }
    }

    private static void add(DigestBuilder digest, NoticeKind kind, byte[] payload) {
        try {
            switch (kind) {
                case RUN_FINISHED -> digest.add(EventJson.read(payload, RunFinished.class));
                case RUN_HELD -> digest.add(EventJson.read(payload, RunHeld.class));
                case RUN_STALLED, DIGEST, TEST -> throw new IllegalStateException(kind + " is never collected");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first of a recipient's collected mails. */
    record Collected(long mailNo, String recipientKey, String recipient) {}
}
