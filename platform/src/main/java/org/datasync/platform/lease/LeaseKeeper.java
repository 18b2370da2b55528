package org.datasync.platform.lease;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.datasync.platform.PlatformConfig;
import org.datasync.platform.work.WorkLoop;
import org.jboss.logging.Logger;

/** Makes leases and keeps them beating, each on a thread of its own. */
@ApplicationScoped
public class LeaseKeeper {
    private static final Logger LOG = Logger.getLogger(LeaseKeeper.class);

    private final DataSource dataSource;
    private final PlatformConfig config;
    private final MeterRegistry meters;
    private final String owner = UUID.randomUUID().toString();
    private final List<Lease> leases = new CopyOnWriteArrayList<>();
    private final List<WorkLoop> beats = new CopyOnWriteArrayList<>();

    LeaseKeeper(DataSource dataSource, PlatformConfig config, MeterRegistry meters) {
        this.dataSource = dataSource;
        this.config = config;
        this.meters = meters;
    }

    /**
     * A lease that this replica contends for from now on.
     *
     * @param longestRequest the longest time-out of a request to the outside made under this lease
     */
    public Lease contend(String name, Duration longestRequest) {
        Lease lease = new Lease(
                dataSource, config.leaseTable(), name, owner, config.leaseTime(), longestRequest, System::nanoTime);
        leases.add(lease);
        beats.add(new WorkLoop("lease " + name, config.leaseTime().dividedBy(5), meters, () -> {
                    lease.beat();
                    return false;
                })
                .start());
        return lease;
    }

    /** After the workers have stopped: a successor need not wait for a lease that was given back. */
    void onStop(@Observes @Priority(Interceptor.Priority.PLATFORM_AFTER) ShutdownEvent event) {
        new ArrayList<>(beats).forEach(WorkLoop::close);
        for (Lease lease : leases) {
            try {
                lease.release();
            } catch (SQLException e) {
                LOG.warn("A lease could not be given back; a successor waits for the lease time", e);
            }
        }
    }
}
