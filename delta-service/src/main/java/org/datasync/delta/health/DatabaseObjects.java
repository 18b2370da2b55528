package org.datasync.delta.health;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Default;
import java.time.Duration;
import java.util.List;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.platform.database.DatabaseException;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.jboss.logging.Logger;

/**
 * Whether the database has all that this service needs. It looks at start, says once in one message what is missing,
 * and goes on looking; until everything is there nothing is planned.
 */
@Readiness
@Default
@ApplicationScoped
public class DatabaseObjects implements HealthCheck {
    private static final Logger LOG = Logger.getLogger(DatabaseObjects.class);
    private static final Duration WHILE_COMPLETE = Duration.ofMinutes(1);
    private static final Duration WHILE_INCOMPLETE = Duration.ofSeconds(5);

    private final Database database;
    private final RequiredObjects required;
    private Looked last = new Looked(List.of(), 0);

    DatabaseObjects(Database database, DeltaConfig config) {
        this.database = database;
        this.required = RequiredObjects.of(database.sql(), config);
    }

    void onStart(@Observes @Priority(1) StartupEvent event) {
        problems();
    }

    /** Whether work can begin. */
    public boolean areComplete() {
        return problems().isEmpty();
    }

    @Override
    public HealthCheckResponse call() {
        List<String> problems = problems();
        HealthCheckResponseBuilder answer =
                HealthCheckResponse.named("database objects").status(problems.isEmpty());
        for (int i = 0; i < problems.size(); i++) {
            answer.withData("problem " + (i + 1), problems.get(i));
        }
        return answer.build();
    }

    private synchronized List<String> problems() {
        Duration pause = last.problems.isEmpty() ? WHILE_COMPLETE : WHILE_INCOMPLETE;
        if (last.at == 0 || System.nanoTime() - last.at >= pause.toNanos()) {
            List<String> problems = look();
            report(problems);
            last = new Looked(problems, System.nanoTime());
        }
        return last.problems;
    }

    private List<String> look() {
        boolean rights = last.at == 0 || !last.problems.isEmpty();
        try {
            return List.copyOf(database.call(connection -> required.problems(connection, rights)));
        } catch (DatabaseException e) {
            return List.of("the database does not answer: " + e.getMessage());
        }
    }

    private void report(List<String> problems) {
        if (!problems.isEmpty() && !problems.equals(last.problems)) {
            LOG.errorf(
                    "Nothing is planned until a DBA has completed the database (scripts in deploy/sqlserver): %s",
                    String.join("; ", problems));
        } else if (problems.isEmpty() && !last.problems.isEmpty()) {
            LOG.info("The database has all that is needed");
        }
    }

    private record Looked(List<String> problems, long at) {}
}
