package org.datasync.connector.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.datasync.connector.database.Sql;

/** Rows of {@code connector.question}. */
@ApplicationScoped
class QuestionRepository {
    private static final JsonMapper MAPPER = new JsonMapper();

    int ask(Connection connection, Question question, Instant now) throws SQLException {
        return Sql.update(
                connection,
                "INSERT INTO connector.question (question_id, kind, argument, asked_at) VALUES (?, ?, ?, ?)",
                question.id(),
                question.kind(),
                question.argument(),
                now);
    }

    /** Questions that wait, the oldest first. */
    List<Question> open(Connection connection, Instant askedAfter) throws SQLException {
        return Sql.list(
                connection,
                """
                SELECT TOP (20) question_id, kind, argument FROM connector.question
                WHERE answered_at IS NULL AND asked_at > ? ORDER BY asked_at
                """,
                row -> new Question(row.getString(1), Question.Kind.valueOf(row.getString(2)), row.getString(3)),
                askedAfter);
    }

    int answer(Connection connection, Question question, Question.Answer answer, Instant now) throws SQLException {
        return Sql.update(
                connection,
                "UPDATE connector.question SET answer = ?, answered_at = ? WHERE question_id = ?",
                write(answer),
                now,
                question.id());
    }

    Optional<Question.Answer> answer(Connection connection, Question question) throws SQLException {
        return Sql.first(
                connection,
                "SELECT answer FROM connector.question WHERE question_id = ? AND answered_at IS NOT NULL",
                row -> read(row.getString(1)),
                question.id());
    }

    int forget(Connection connection, Question question) throws SQLException {
        return Sql.update(connection, "DELETE FROM connector.question WHERE question_id = ?", question.id());
    }

    private static String write(Question.Answer answer) {
        try {
            return MAPPER.writeValueAsString(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer that cannot be written", e);
        }
    }

    private static Question.Answer read(String json) {
        try {
            return MAPPER.readValue(json, Question.Answer.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored answer that cannot be read", e);
        }
    }
}
