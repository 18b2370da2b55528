package org.datasync.connector.association;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
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
