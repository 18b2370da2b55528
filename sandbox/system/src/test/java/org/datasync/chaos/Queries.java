package org.datasync.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;

/** Plain queries of the databases, past all services. */
final class Queries {
    private final LocalSystem system;

    Queries(LocalSystem system) {
        this.system = system;
    }

    <T> List<T> list(Part database, String sql, Row<T> row, Object... parameters) throws SQLException {
        try (Connection connection = system.connect(database);
                PreparedStatement select = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = select.executeQuery()) {
                var rows = new ArrayList<T>();
                while (result.next()) {
                    rows.add(row.of(result));
                }
                return rows;
            }
        }
    }

    long number(Part database, String sql, Object... parameters) throws SQLException {
        return list(database, sql, row -> row.getLong(1), parameters).get(0);
    }

    /** Makes a value of the current row. */
    @FunctionalInterface
    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }
}
