package org.datasync.delta.install;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What a database says about our objects, one line per fact, for comparison. */
final class Schema {
    private static final List<String> FACTS = List.of("""
            SELECT 'column', TABLE_NAME, COLUMN_NAME, ORDINAL_POSITION, DATA_TYPE, CHARACTER_MAXIMUM_LENGTH,
                   NUMERIC_PRECISION, DATETIME_PRECISION, IS_NULLABLE, COLUMN_DEFAULT, IS_IDENTITY
            FROM INFORMATION_SCHEMA.COLUMNS WHERE TABLE_SCHEMA = 'dbo' AND TABLE_NAME LIKE ?
            ORDER BY TABLE_NAME, ORDINAL_POSITION""", """
            SELECT 'constraint', c.TABLE_NAME, c.CONSTRAINT_TYPE, k.ORDINAL_POSITION, k.COLUMN_NAME,
                   CASE WHEN c.CONSTRAINT_NAME LIKE 'CONSTRAINT%' THEN '' ELSE c.CONSTRAINT_NAME END
            FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS c
            JOIN INFORMATION_SCHEMA.KEY_COLUMN_USAGE k
              ON k.CONSTRAINT_SCHEMA = c.CONSTRAINT_SCHEMA AND k.CONSTRAINT_NAME = c.CONSTRAINT_NAME
            WHERE c.TABLE_SCHEMA = 'dbo' AND c.TABLE_NAME LIKE ?
            ORDER BY c.TABLE_NAME, 6, k.ORDINAL_POSITION""", """
            SELECT 'index', i.TABLE_NAME, i.INDEX_NAME, i.INDEX_TYPE_NAME, c.ORDINAL_POSITION, c.COLUMN_NAME
            FROM INFORMATION_SCHEMA.INDEXES i
            JOIN INFORMATION_SCHEMA.INDEX_COLUMNS c
              ON c.INDEX_SCHEMA = i.INDEX_SCHEMA AND c.INDEX_NAME = i.INDEX_NAME AND c.TABLE_NAME = i.TABLE_NAME
            WHERE i.TABLE_SCHEMA = 'dbo' AND i.TABLE_NAME LIKE ? AND i.IS_GENERATED = FALSE
            ORDER BY i.TABLE_NAME, i.INDEX_NAME, c.ORDINAL_POSITION""", """
            SELECT 'view', TABLE_NAME, VIEW_DEFINITION FROM INFORMATION_SCHEMA.VIEWS
            WHERE TABLE_SCHEMA = 'dbo' AND TABLE_NAME LIKE ? ORDER BY TABLE_NAME""");

    private Schema() {}

    /** Columns, keys, indexes and views of our tables and views. */
    static List<String> of(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String query : FACTS) {
            try (PreparedStatement facts = connection.prepareStatement(query)) {
                facts.setString(1, "L__P2_%");
                try (ResultSet rows = facts.executeQuery()) {
                    while (rows.next()) {
                        lines.add(line(rows));
                    }
                }
            }
        }
        return lines;
    }

    private static String line(ResultSet row) throws SQLException {
        List<String> values = new ArrayList<>();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            values.add(String.valueOf(row.getObject(i)));
        }
        return String.join(" | ", values);
    }
}
