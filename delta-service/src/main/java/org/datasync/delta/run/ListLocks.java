package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;
import org.datasync.platform.database.Contention;
import org.datasync.platform.database.TimeLimit;

/**
 * One generation at a time per list. The lock is a row that an open transaction has changed: the database gives it
 * back when the holder's connection ends, and keeps it while a frozen holder still has one.
 */
@ApplicationScoped
class ListLocks {
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Database database;
    private final Sql sql;
    private final Set<Integer> taken = ConcurrentHashMap.newKeySet();

    ListLocks(Database database) {
        this.database = database;
        this.sql = database.sql();
    }

    /** Empty if somebody else has the list. */
    Optional<ListLock> take(int listNo) {
        if (!taken.add(listNo)) {
            return Optional.empty();
        }
        boolean locked = false;
        try {
            Optional<ListLock> lock = lock(listNo);
            locked = lock.isPresent();
            return lock;
        } finally {
            if (!locked) {
                taken.remove(listNo);
            }
        }
    }

    private Optional<ListLock> lock(int listNo) {
        Connection connection = null;
        try {
            connection = database.open();
            execute(
                    connection,
                    "INSERT INTO {p2}LIST_LOCK (list_no, taken) SELECT {list}, 0"
                            + " WHERE NOT EXISTS (SELECT 1 FROM {p2}LIST_LOCK WHERE list_no = {list})",
                    listNo);
            connection.setAutoCommit(false);
            mark(connection, listNo);
            Instant quiet = sql.query(
                    connection,
                    "SELECT quiet_until FROM {p2}LIST_LOCK WHERE list_no = ?",
                    result -> {
                        result.next();
                        OffsetDateTime until = result.getObject(1, OffsetDateTime.class);
                        return until == null ? Instant.EPOCH : until.toInstant();
                    },
                    listNo);
            return Optional.of(new ListLock(listNo, connection, quiet));
        } catch (SQLTimeoutException e) {
            abandon(connection);
            return Optional.empty();
        } catch (SQLException e) {
            abandon(connection);
            if (Contention.in(e).isPresent()) {
                return Optional.empty();
            }
            throw new IllegalStateException("list %d could not be locked".formatted(listNo), e);
        }
    }

    private void mark(Connection connection, int listNo) throws SQLException {
        execute(connection, "UPDATE {p2}LIST_LOCK SET taken = taken + 1 WHERE list_no = {list}", listNo);
    }

    /** A server may let a reader wait for the holder too, and without an end: so this has one. */
    private void execute(Connection connection, String text, int listNo) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.with("list", listNo).render(text))) {
            TimeLimit.within(LONGEST_WAIT, statement, statement::executeUpdate);
        }
    }

    private static void abandon(Connection connection) {
        if (connection == null) {
            return;
        }
        try (connection) {
            if (!connection.getAutoCommit()) {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("a lock was not given back in good order", e);
        }
    }

    /** A lock that is held until it is closed. */
    final class ListLock implements AutoCloseable {
        private final int listNo;
        private final Connection connection;
        private final Instant quietUntil;

        private ListLock(int listNo, Connection connection, Instant quietUntil) {
            this.listNo = listNo;
            this.connection = connection;
            this.quietUntil = quietUntil;
        }

        Instant quietUntil() {
            return quietUntil;
        }

        /**
         * Nobody generates the list before this moment, also if this process dies. The lock is given back and taken
         * again: who gets it in between finds the moment.
         */
        void leaveAloneUntil(Instant moment) {
            try {
                setQuietUntil(moment);
                connection.commit();
                mark(connection, listNo);
            } catch (SQLException e) {
                throw new IllegalStateException("list %d is not left alone".formatted(listNo), e);
            }
        }

        /** No generation goes on: others may start one as soon as the lock is given back. */
        void mayBeGenerated() {
            try {
                setQuietUntil(Instant.EPOCH);
            } catch (SQLException e) {
                throw new IllegalStateException("list %d is not released".formatted(listNo), e);
            }
        }

        private void setQuietUntil(Instant moment) throws SQLException {
            sql.execute(connection, "UPDATE {p2}LIST_LOCK SET quiet_until = ? WHERE list_no = ?", moment, listNo);
        }

        @Override
        public void close() {
            try (connection) {
                connection.commit();
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                throw new IllegalStateException("list %d was not given back in good order".formatted(listNo), e);
            } finally {
                taken.remove(listNo);
            }
        }
    }
}
