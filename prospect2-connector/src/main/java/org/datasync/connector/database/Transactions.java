package org.datasync.connector.database;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.datasync.platform.database.DatabaseException;

/** Runs work in a transaction of its own, or reads outside of one. */
@ApplicationScoped
public class Transactions {
    private final DataSource dataSource;

    Transactions(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** A new transaction, rolled back by any exception. */
    public <T> T write(Work<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> on(work));
    }

    /** Without a transaction around several statements. */
    public <T> T read(Work<T> work) {
        return on(work);
    }

    private <T> T on(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** Statements on one connection. */
    @FunctionalInterface
    public interface Work<T> {
        T with(Connection connection) throws SQLException;
    }
}
