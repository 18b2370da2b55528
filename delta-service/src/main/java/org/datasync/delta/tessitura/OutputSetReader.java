package org.datasync.delta.tessitura;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;

/** The active elements of a list's output set, in their order. */
@ApplicationScoped
public class OutputSetReader {
    private final Sql sql;

    OutputSetReader(Database database) {
        this.sql = database.sql();
    }

    /** Empty for a list without output set. */
    public List<OutputElement> elements(Connection connection, int listNo) throws SQLException {
        return sql.query(
                connection,
                "SELECT COALESCE(x.description_renamed, e.description), e.data_select, g.data_from, g.data_where"
                        + " FROM {views}LISTS l"
                        + " JOIN {tessitura}TX_QUERY_ELEMENT x ON x.query_no = l.output_set_no"
                        + " JOIN {tessitura}TR_QUERY_ELEMENT e ON e.id = x.element_no"
                        + " JOIN {tessitura}TR_QUERY_ELEMENT_GROUP g ON g.id = e.group_id"
                        + " WHERE l.list_no = ? AND (x.inactive IS NULL OR x.inactive <> 'Y')"
                        + " AND (e.inactive IS NULL OR e.inactive <> 'Y') ORDER BY x.rank, x.id",
                Sql.list(row -> new OutputElement(
                        row.getString(1), text(row.getString(2)), text(row.getString(3)), text(row.getString(4)))),
                listNo);
    }

    private static String text(String stored) {
        return stored == null ? "" : stored.strip();
    }
}
