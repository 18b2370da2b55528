package org.datasync.scheduler.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Optional;
import javax.sql.DataSource;
import org.datasync.platform.problem.ProblemException;
import org.datasync.scheduler.SchedulerConfig;
import org.datasync.scheduler.contention.Repeated;

/**
 * First answers to posts with an Idempotency-Key, so that a repeated post starts nothing twice. Of a key its digest is
 * kept: a database may take two keys for the same that differ only in case.
 */
@ApplicationScoped
@Repeated
class AnsweredRequests {
    private static final int LONGEST_KEY = 200;

    private final DataSource dataSource;
    private final SchedulerConfig config;
    private final Clock clock;

    AnsweredRequests(DataSource dataSource, SchedulerConfig config, Clock clock) {
        this.dataSource = dataSource;
        this.config = config;
        this.clock = clock;
    }

    /** One post: its key, and what must be the same when it is repeated. */
    record Request(String key, String path, String body) {
        /** Nothing for a post without a key. */
        static Optional<Request> of(String key, String path, String body) {
            if (key == null) {
                return Optional.empty();
            }
            if (key.isBlank() || key.length() > LONGEST_KEY) {
                throw ProblemException.invalid(
                        "Idempotency-Key", "must have 1 to %d characters".formatted(LONGEST_KEY));
            }
            return Optional.of(new Request(key, path, body));
        }

        private String keyHash() {
            return hash(key);
        }

        private String bodyHash() {
            return hash(body);
        }

        private static String hash(String text) {
            try {
                byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
                return HexFormat.of().formatHex(digest);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    record Answer(String location, String body) {}

    /** The first answer; 422 if the key was used with another body. The caller holds a lock that covers the path. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Answer> find(Request request) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT body_hash, location, answer"
                        + " FROM scheduler.answered_request WHERE request_key = ? AND path = ? AND answered_at > ?")) {
            statement.setString(1, request.keyHash());
            statement.setString(2, request.path());
            statement.setObject(3, utc(clock.instant().minus(config.idempotencyRetention())));
            try (ResultSet result = statement.executeQuery()) {
                if (!result.next()) {
                    return Optional.empty();
                }
                if (!result.getString("body_hash").equals(request.bodyHash())) {
                    throw ProblemException.of(422, "this Idempotency-Key was used with another body");
                }
                return Optional.of(new Answer(result.getString("location"), result.getString("answer")));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("an answer could not be read", e);
        }
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void keep(Request request, Answer answer) {
        try (Connection connection = dataSource.getConnection()) {
            try (PreparedStatement statement = connection.prepareStatement(
                    "DELETE FROM scheduler.answered_request WHERE request_key = ? AND path = ?")) {
                statement.setString(1, request.keyHash());
                statement.setString(2, request.path());
                statement.executeUpdate();
            }
            try (PreparedStatement statement = connection.prepareStatement("INSERT INTO scheduler.answered_request"
                    + " (request_key, path, body_hash, location, answer, answered_at) VALUES (?, ?, ?, ?, ?, ?)")) {
                statement.setString(1, request.keyHash());
                statement.setString(2, request.path());
                statement.setString(3, request.bodyHash());
                statement.setString(4, answer.location());
                statement.setString(5, answer.body());
                statement.setObject(6, utc(clock.instant()));
                statement.executeUpdate();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("an answer could not be kept", e);
        }
    }

    private static OffsetDateTime utc(Instant moment) {
        return OffsetDateTime.ofInstant(moment, ZoneOffset.UTC);
    }
}
