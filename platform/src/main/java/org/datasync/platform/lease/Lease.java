package org.datasync.platform.lease;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The right of one replica to do something, kept in a row with an epoch and a beat.
 *
 * <p>The holder beats by a conditional update. A challenger takes over only after it has itself seen the same beat
 * for the whole lease time on its own monotonic clock, and then still waits for the longest request the former
 * holder may have under way. Every write of a holder goes through {@link #fence}: with 0 rows updated, somebody else
 * holds the lease and the transaction must not commit. No clock of another machine is ever compared.
 *
 * <p>Safe for use by several threads.
 */
public final class Lease {
    private static final Logger LOG = Logger.getLogger(Lease.class);

    private final DataSource dataSource;
    private final String table;
    private final String name;
    private final String owner;
    private final Duration duration;
    private final Duration longestRequest;
    private final LongSupplier nanoTime;

    private volatile Held held;
    private Seen seen;

    Lease(
            DataSource dataSource,
            String table,
            String name,
            String owner,
            Duration duration,
            Duration longestRequest,
            LongSupplier nanoTime) {
        this.dataSource = dataSource;
        this.table = table;
        this.name = name;
        this.owner = owner;
        this.duration = duration;
        this.longestRequest = longestRequest;
        this.nanoTime = nanoTime;
    }

    /**
     * Renews the lease if it is held, else tries to get it. Called again and again, a few times per lease time.
     *
     * @return whether the holder may work now
     */
    public synchronized boolean beat() throws SQLException {
        long now = nanoTime.getAsLong();
        try (Connection connection = dataSource.getConnection()) {
            if (held != null) {
                renewOrLose(connection, now);
            }
            if (held == null) {
                challenge(connection, now);
            }
        }
        return isHeld();
    }

    /** Whether the lease is held and still has time left by the holder's own clock. */
    public boolean isHeld() {
        return !remaining().isNegative();
    }

    /** Time left until a challenger may take over; negative if the lease is not held or not usable yet. */
    public Duration remaining() {
        Held now = held;
        if (now == null) {
            return Duration.ofNanos(-1);
        }
        long time = nanoTime.getAsLong();
        return time < now.usableFrom ? Duration.ofNanos(-1) : Duration.ofNanos(now.until - time);
    }

    /** The number of this holding. Rises with each change of holder. */
    public long epoch() {
        Held now = held;
        if (now == null) {
            throw new LeaseLostException(name, -1);
        }
        return now.epoch;
    }

    /**
     * Renews within the caller's transaction. In a short transaction call it first; in one that takes longer than a
     * beat call it last, so that the beats do not wait for its row lock.
     *
     * @throws LeaseLostException if another replica holds the lease: roll back
     */
    public void fence(Connection connection) throws SQLException {
        long epoch = epoch();
        if (renew(connection, epoch) == 0) {
            lose(epoch);
            throw new LeaseLostException(name, epoch);
        }
    }

    /**
     * Before a request to the outside.
     *
     * @throws LeaseLostException if the lease could end before the request is answered or timed out
     */
    public void requireRemaining(Duration requestTimeout) {
        if (remaining().compareTo(requestTimeout) <= 0) {
            throw new LeaseLostException(name, held == null ? -1 : epoch());
        }
    }

    /** Gives the lease back at shutdown, so that a successor need not wait. */
    public synchronized void release() throws SQLException {
        Held now = held;
        held = null;
        if (now == null) {
            return;
        }
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "UPDATE " + table + " SET owner = NULL WHERE name = ? AND epoch = ?")) {
            statement.setString(1, name);
            statement.setLong(2, now.epoch);
            statement.executeUpdate();
        }
    }

    private void renewOrLose(Connection connection, long now) throws SQLException {
        Held current = held;
        if (renew(connection, current.epoch) == 0) {
            lose(current.epoch);
            return;
        }
        held = new Held(current.epoch, current.usableFrom, now + duration.toNanos());
    }

    private int renew(Connection connection, long epoch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "UPDATE " + table + " SET beat = beat + 1 WHERE name = ? AND epoch = ? AND owner = ?")) {
            statement.setString(1, name);
            statement.setLong(2, epoch);
            statement.setString(3, owner);
            return statement.executeUpdate();
        }
    }

    private synchronized void lose(long epoch) {
        if (held != null && held.epoch == epoch) {
            held = null;
            seen = null;
            LOG.infof("Lease %s lost in epoch %d", name, epoch);
        }
    }

    private void challenge(Connection connection, long now) throws SQLException {
        Row row = read(connection);
        if (row == null) {
            insert(connection);
            row = read(connection);
        }
        if (row.owner == null) {
            take(connection, row, now, now);
            return;
        }
        if (seen == null || seen.epoch != row.epoch || seen.beat != row.beat) {
            seen = new Seen(row.epoch, row.beat, now);
            return;
        }
        if (now - seen.since >= duration.toNanos()) {
            take(connection, row, now, now + longestRequest.toNanos());
        }
    }

    private void take(Connection connection, Row row, long now, long usableFrom) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("UPDATE " + table
                + " SET owner = ?, epoch = epoch + 1, beat = beat + 1 WHERE name = ? AND epoch = ? AND beat = ?"
                + (row.owner == null ? " AND owner IS NULL" : " AND owner IS NOT NULL"))) {
            statement.setString(1, owner);
            statement.setString(2, name);
            statement.setLong(3, row.epoch);
            statement.setLong(4, row.beat);
            if (statement.executeUpdate() == 1) {
                held = new Held(row.epoch + 1, usableFrom, now + duration.toNanos());
                seen = null;
                LOG.infof("Lease %s taken in epoch %d", name, row.epoch + 1);
            }
        }
    }

    private Row read(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT owner, epoch, beat FROM " + table + " WHERE name = ?")) {
            statement.setString(1, name);
            try (ResultSet result = statement.executeQuery()) {
                return result.next() ? new Row(result.getString(1), result.getLong(2), result.getLong(3)) : null;
            }
        }
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("INSERT INTO " + table + " (name, owner, epoch, beat) SELECT ?, NULL, 0, 0"
                        + " WHERE NOT EXISTS (SELECT 1 FROM " + table + " WHERE name = ?)")) {
            statement.setString(1, name);
            statement.setString(2, name);
            statement.executeUpdate();
        }
    }

    private record Held(long epoch, long usableFrom, long until) {}

    private record Seen(long epoch, long beat, long since) {}

    private record Row(String owner, long epoch, long beat) {}
}
