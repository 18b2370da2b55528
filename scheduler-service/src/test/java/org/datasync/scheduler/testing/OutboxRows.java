package org.datasync.scheduler.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/** The events that the service published or is about to. */
@ApplicationScoped
public class OutboxRows {
    private final DataSource dataSource;
    private final ObjectMapper mapper;

    OutboxRows(DataSource dataSource, ObjectMapper mapper) {
        this.dataSource = dataSource;
        this.mapper = mapper;
    }

    public List<JsonNode> of(String runId, String topic) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(
                        "SELECT payload FROM scheduler.outbox WHERE run_id = ? AND topic = ? ORDER BY id")) {
            statement.setString(1, runId);
            statement.setString(2, topic);
            var events = new ArrayList<JsonNode>();
            try (var result = statement.executeQuery()) {
                while (result.next()) {
                    events.add(mapper.readTree(result.getString(1)));
                }
            }
            return events;
        } catch (SQLException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
