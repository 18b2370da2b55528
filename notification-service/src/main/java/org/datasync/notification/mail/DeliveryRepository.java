package org.datasync.notification.mail;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** What became of the mails about a run. */
@ApplicationScoped
class DeliveryRepository {
    private final DataSource dataSource;

    DeliveryRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** All mails of a run in the order they came to be; a run has two events at most, with 50 recipients each. */
    List<StoredMail> ofRun(UUID runId) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT m.mail_no, n.kind, m.recipient, m.subject, m.state, m.attempt, m.next_attempt_at,
                          m.reason, m.message_id, m.created_at, m.finished_at
                        FROM notification.mail m JOIN notification.notice n ON n.notice_no = m.notice_no
                        WHERE n.run_id = ?
                        ORDER BY m.mail_no
                        """)) {
            statement.setString(1, runId.toString());
            try (ResultSet result = statement.executeQuery()) {
                List<StoredMail> mails = new ArrayList<>();
                while (result.next()) {
                    mails.add(read(result));
                }
                return List.copyOf(mails);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the mails of run %s could not be read".formatted(runId), e);
        }
    }

    private static StoredMail read(ResultSet result) throws SQLException {
        return new StoredMail(
                result.getLong("mail_no"),
                NoticeKind.valueOf(result.getString("kind")),
                result.getString("recipient"),
                result.getString("subject"),
                MailState.valueOf(result.getString("state")),
                result.getInt("attempt"),
                instant(result, "next_attempt_at"),
                result.getString("reason"),
                result.getString("message_id"),
                instant(result, "created_at"),
                instant(result, "finished_at"));
    }

    private static Instant instant(ResultSet result, String column) throws SQLException {
        OffsetDateTime time = result.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
