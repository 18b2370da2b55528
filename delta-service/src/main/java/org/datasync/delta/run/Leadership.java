package org.datasync.delta.run;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Transactions;
import org.datasync.delta.database.Work;
import org.datasync.platform.lease.Lease;
import org.datasync.platform.lease.LeaseKeeper;

/**
 * The right of one replica to work on runs. Whatever it writes commits only while it has it; a former leader that
 * wakes up writes nothing. What it still sends to the broker is at most what it had announced on the run's row.
 */
@ApplicationScoped
class Leadership implements Transactions {
    private static final String LEASE = "delta-worker";

    private final Database database;
    private final LeaseKeeper leases;
    private volatile Lease lease;

    Leadership(Database database, LeaseKeeper leases) {
        this.database = database;
        this.leases = leases;
    }

    void onStart(@Observes @Priority(1) StartupEvent event) {
        lease = leases.contend(LEASE, Duration.ZERO);
    }

    boolean isLeader() {
        Lease contended = lease;
        return contended != null && contended.isHeld();
    }

    /** The fence comes last, so that the beats of the lease do not wait for a long transaction. */
    @Override
    public <T> T call(Work<T> work) {
        return database.write(connection -> {
            T result = work.on(connection);
            lease.fence(connection);
            return result;
        });
    }
}
