package org.datasync.delta.database;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.datasync.delta.DeltaConfig;
import org.datasync.platform.database.DatabaseException;

/** Connections and transactions. */
@ApplicationScoped
public class Database {
    private static final Duration LONGEST_TRANSACTION = Duration.ofHours(2);

    private final DataSource dataSource;
    private final Sql sql;

    Database(DataSource dataSource, DeltaConfig config) {
        this.dataSource = dataSource;
        this.sql = Sql.of(new Names(
                config.tables().prefix(),
                config.tables().listContents(),
                config.tables().views(),
                config.tables().tessitura()));
    }

    /** Statements with our names of the database objects. */
    public Sql sql() {
        return sql;
    }

    /** In the running transaction; without one, each statement is its own. */
    public <T> T call(Work<T> work) {
        try (Connection connection = dataSource.getConnection()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw new DatabaseException(e);
        }
    }

    /** In a transaction of its own. Its length is limited by the statements, not by the clock. */
    public <T> T write(Work<T> work) {
        return QuarkusTransaction.requiringNew()
                .timeout((int) LONGEST_TRANSACTION.toSeconds())
                .call(() -> call(work));
    }

    /** A connection that the caller closes. */
    public Connection open() throws SQLException {
        return dataSource.getConnection();
    }
}
