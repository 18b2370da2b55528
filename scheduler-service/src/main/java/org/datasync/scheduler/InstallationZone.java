package org.datasync.scheduler;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.ZoneId;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The zone of schedules that name none. */
@ApplicationScoped
public class InstallationZone {
    private static final ZoneId SANDBOX = ZoneId.of("America/New_York");

    private final SchedulerConfig config;
    private final boolean sandbox;

    InstallationZone(
            SchedulerConfig config,
            @ConfigProperty(name = "datasync.sandbox", defaultValue = "false") boolean sandbox) {
        this.config = config;
        this.sandbox = sandbox;
    }

    void onStart(@Observes @Priority(1) StartupEvent event) {
        zone();
    }

    public ZoneId zone() {
        return config.zone()
                .or(() -> sandbox ? Optional.of(SANDBOX) : Optional.empty())
                .orElseThrow(() -> new IllegalStateException(
                        "datasync.zone is required: the zone of the venue, for example America/New_York"));
    }
}
