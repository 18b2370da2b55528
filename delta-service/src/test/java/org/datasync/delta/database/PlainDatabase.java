package org.datasync.delta.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.world.DeltaDatabase;
import org.datasync.platform.database.DatabaseException;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The service's database without the service: always the embedded one, with transactions of its own. What differs
 * between databases is tested elsewhere.
 */
public final class PlainDatabase implements AutoCloseable {
    private final Connection first;
    private final Database database;
    private final ThreadLocal<Connection> transaction = new ThreadLocal<>();

    public PlainDatabase(DeltaConfig config) throws SQLException {
        first = DeltaDatabase.embedded();
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(first.getMetaData().getURL() + ";LOCK_TIMEOUT=300");
        database = transactional(source, config);
    }

    public Database database() {
        return database;
    }

    /** The same database by connections that behave otherwise. */
    public Database by(UnaryOperator<Connection> behaviour, DeltaConfig config) {
        return new Database(null, config) {
            @Override
            public Connection open() throws SQLException {
                return behaviour.apply(database.open());
            }
        };
    }

    /** A connection that stays open. */
    public Connection connection() {
        return first;
    }

    public void run(String statement) throws SQLException {
        try (var prepared = first.createStatement()) {
            prepared.executeUpdate(statement);
        }
    }

    /** The first column of the first row as text. */
    public String query(String query) throws SQLException {
        try (var prepared = first.createStatement();
                var result = prepared.executeQuery(query)) {
            return result.next() ? result.getString(1) : null;
        }
    }

    @Override
    public void close() throws SQLException {
        first.close();
    }

    private Database transactional(DataSource source, DeltaConfig config) {
        return new Database(source, config) {
            @Override
            public <T> T call(Work<T> work) {
                Connection running = transaction.get();
                if (running == null) {
                    return super.call(work);
                }
                try {
                    return work.on(running);
                } catch (SQLException e) {
                    throw new DatabaseException(e);
                }
            }

            @Override
            public <T> T write(Work<T> work) {
                Connection before = transaction.get();
                try (Connection connection = source.getConnection()) {
                    connection.setAutoCommit(false);
                    transaction.set(connection);
                    T result = work.on(connection);
                    connection.commit();
                    return result;
                } catch (SQLException e) {
                    throw new DatabaseException(e);
                } finally {
                    transaction.set(before);
                }
            }
        };
    }
}
