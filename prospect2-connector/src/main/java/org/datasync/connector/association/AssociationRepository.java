package org.datasync.connector.association;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datasync.connector.database.Sql;

/** Rows of {@code connector.association}: ids that make a removal one request. */
@ApplicationScoped
public class AssociationRepository {

    public Optional<Association> find(Connection connection, String tagId, String addressKey) throws SQLException {
        return Sql.first(
                connection,
                "SELECT contact_id, association_id FROM connector.association WHERE tag_id = ? AND address_key = ?",
                row -> new Association(row.getLong(1), row.getLong(2)),
                tagId,
                addressKey);
    }

    /** Remembers the ids, whatever was known before. Only the leader writes here, so nobody else inserts the row. */
    public void learn(Connection connection, String tagId, String addressKey, Association ids, Instant now)
            throws SQLException {
        int updated = Sql.update(connection, """
                UPDATE connector.association SET contact_id = ?, association_id = ?, learned_at = ?
                WHERE tag_id = ? AND address_key = ?
                """, ids.contactId(), ids.associationId(), now, tagId, addressKey);
        if (updated == 0) {
            Sql.update(connection, """
                    INSERT INTO connector.association (tag_id, address_key, contact_id, association_id, learned_at)
                    VALUES (?, ?, ?, ?, ?)
                    """, tagId, addressKey, ids.contactId(), ids.associationId(), now);
        }
    }

    /** Remembers the ids of a page of contacts by their address keys. */
    public void learnAll(Connection connection, String tagId, Map<String, Association> ids, Instant now)
            throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        List<Object> arguments = new ArrayList<>(ids.keySet());
        arguments.add(tagId);
        Map<String, Association> known = new HashMap<>();
        Sql.list(
                connection,
                "SELECT address_key, contact_id, association_id FROM connector.association WHERE address_key IN "
                        + Sql.in(ids.size()) + " AND tag_id = ?",
                row -> known.put(row.getString(1), new Association(row.getLong(2), row.getLong(3))),
                arguments.toArray());
        List<Object> values = new ArrayList<>();
        for (Map.Entry<String, Association> entry : ids.entrySet()) {
            Association before = known.get(entry.getKey());
            if (before == null) {
                values.addAll(List.of(
                        tagId,
                        entry.getKey(),
                        entry.getValue().contactId(),
                        entry.getValue().associationId(),
                        Sql.utc(now)));
            } else if (!before.equals(entry.getValue())) {
                learn(connection, tagId, entry.getKey(), entry.getValue(), now);
            }
        }
        if (!values.isEmpty()) {
            Sql.update(
                    connection,
                    "INSERT INTO connector.association (tag_id, address_key, contact_id, association_id, learned_at) VALUES "
                            + String.join(", ", Collections.nCopies(values.size() / 5, "(?, ?, ?, ?, ?)")),
                    values.toArray());
        }
    }

    /** Somebody new may have these addresses: what was known is not to be relied on. */
    public void forgetAll(Connection connection, long runNo, List<String> addressKeys) throws SQLException {
        if (addressKeys.isEmpty()) {
            return;
        }
        List<Object> arguments = new ArrayList<>(addressKeys);
        arguments.add(runNo);
        Sql.update(
                connection,
                "DELETE FROM connector.association WHERE address_key IN " + Sql.in(addressKeys.size())
                        + " AND tag_id = (SELECT r.tag_id FROM connector.run r WHERE r.run_no = ?)",
                arguments.toArray());
    }

    public void forget(Connection connection, String tagId, String addressKey) throws SQLException {
        Sql.update(
                connection,
                "DELETE FROM connector.association WHERE tag_id = ? AND address_key = ?",
                tagId,
                addressKey);
    }

    /** The ids of a contact and of its tag. */
    public record Association(long contactId, long associationId) {}
}
