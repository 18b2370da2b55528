package org.datasync.connector.leader;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.database.Transactions;
import org.datasync.platform.lease.Lease;
import org.datasync.platform.lease.LeaseKeeper;

/** The right to drive the account: one replica has it, and each of its writes proves it. */
@ApplicationScoped
public class Leader {
    private final LeaseKeeper keeper;
    private final Transactions transactions;
    private final Duration timeout;
    private volatile Lease lease;
    private volatile long readyIn = -1;

    Leader(LeaseKeeper keeper, Transactions transactions, ConnectorConfig config) {
        this.keeper = keeper;
        this.transactions = transactions;
        this.timeout = config.prospect2().timeout();
    }

    void onStart(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        lease = keeper.contend("account", timeout);
    }

    /** Whether this replica holds the right and knows what its predecessor knew. */
    public boolean leads() {
        return holds() && lease.epoch() == readyIn;
    }

    /** Whether this replica holds the right. */
    public boolean holds() {
        Lease current = lease;
        return current != null && current.isHeld();
    }

    /** Everything is prepared for working in this epoch. */
    public void ready(long epoch) {
        readyIn = epoch;
    }

    public long epoch() {
        return lease.epoch();
    }

    /** A transaction that commits only if this replica still leads. */
    public <T> T write(Transactions.Work<T> work) {
        return transactions.write(connection -> {
            T result = work.with(connection);
            // Last, so that the beats and the other workers wait for the row of the lease as short as possible.
            fence(connection);
            return result;
        });
    }

    /**
     * Whether a request started now would be answered or given up before another replica could take over. Late beats
     * only make it wait.
     */
    public boolean hasTimeForRequest() {
        Lease current = lease;
        return current != null && current.remaining().compareTo(timeout) > 0;
    }

    /** The same as a hard check, right before the request. */
    public void requireTimeForRequest() {
        lease.requireRemaining(timeout);
    }

    private void fence(Connection connection) throws SQLException {
        lease.fence(connection);
    }
}
