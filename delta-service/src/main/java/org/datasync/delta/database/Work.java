package org.datasync.delta.database;

import java.sql.Connection;
import java.sql.SQLException;

/** What happens with one connection, in one transaction if the caller made one. */
@FunctionalInterface
public interface Work<T> {
    T on(Connection connection) throws SQLException;
}
