package org.datasync.sandbox.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import org.datasync.sandbox.database.DatabaseServer;

/** How the packaged services are started: the same packages as in production, told by their environment. */
final class ServiceSpecs {
    private final Options options;

    ServiceSpecs(Options options) {
        this.options = options;
    }

    ChildSpec of(Replica replica) {
        String url = options.ports().url(replica.part().port(), replica.number());
        return new ChildSpec(
                replica.toString(),
                JavaCommand.ofJar(jar(replica.part()), SmallJvm.OPTIONS),
                environment(replica),
                LogFile.of(options, replica),
                () -> Rest.answersOk(url + "/q/health/ready"));
    }

    /** Before anything is started: whether the build has made the package. */
    void requirePackage(Part service) {
        if (!Files.isRegularFile(jar(service))) {
            throw new SandboxException("%s is not packaged: %s is missing; build it first: mvn package"
                    .formatted(service.title(), jar(service)));
        }
    }

    private Path jar(Part service) {
        return options.root().resolve(service.title()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    private Map<String, String> environment(Replica replica) {
        Ports ports = options.ports();
        Part service = replica.part();
        var environment = new HashMap<>(SmallJvm.ENVIRONMENT);
        environment.put("DATASYNC_SANDBOX", "true");
        environment.put("DATASYNC_ZONE", ZoneId.systemDefault().getId());
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.of(service.port(), replica.number())));
        environment.put("DB_URL", DatabaseServer.url(ports.of(Port.DATABASE), database(service)));
        environment.put("DB_USER", DatabaseServer.USER);
        environment.put("DB_PASSWORD", DatabaseServer.PASSWORD);
        environment.put("KAFKA_BOOTSTRAP_SERVERS", ports.bootstrapServers());
        environment.putAll(own(replica));
        environment.putAll(options.settings());
        return environment;
    }

    /** There is no balancer in front of replicas: those of the same number talk to each other. */
    private Map<String, String> own(Replica replica) {
        Ports ports = options.ports();
        return switch (replica.part()) {
            case SCHEDULER ->
                Map.of(
                        "DELTA_SERVICE_URL", ports.url(Port.DELTA, replica.number()),
                        "PROSPECT2_CONNECTOR_URL", ports.url(Port.CONNECTOR, replica.number()),
                        "NOTIFICATION_SERVICE_URL", ports.url(Port.NOTIFICATION, replica.number()),
                        "DATASYNC_SCHEDULER_ZONE", ZoneId.systemDefault().getId(),
                        "DATASYNC_SCHEDULER_TICK", options.tick().toString(),
                        "DATASYNC_SCHEDULER_CONSOLE_URL", ports.url(Port.SCHEDULER));
            case CONNECTOR -> connector();
            case NOTIFICATION ->
                Map.of(
                        "MAIL_HOST", "localhost",
                        "MAIL_PORT", String.valueOf(ports.of(Port.SMTP)),
                        "MAIL_FROM", "data-sync@example.org");
            // Its rows in T_DEFAULTS switch change tracking on.
            case DELTA -> Map.of("DATASYNC_DELTA_SETTINGS_ORGANIZATION", "Sandbox");
            case KAFKA, DATABASE -> Map.of();
        };
    }

    /** Where time passes faster, more requests fit into a second, and an answer is there sooner. */
    private Map<String, String> connector() {
        double speed = options.speed();
        var environment = new HashMap<String, String>();
        environment.put("PROSPECT2_URL", options.prospect2Url());
        environment.put("PROSPECT2_KEY", options.prospect2Key());
        environment.put("DATASYNC_CONNECTOR_LIMITS_REQUESTS_PER_SECOND", String.valueOf(4.5 * speed));
        environment.put("DATASYNC_CONNECTOR_LIMITS_IMPORTS_PER_MINUTE", String.valueOf(90 * speed));
        environment.put("DATASYNC_CONNECTOR_LIMITS_SINGLE_IMPORTS_PER_MINUTE", String.valueOf(18 * speed));
        environment.put("DATASYNC_CONNECTOR_LIMITS_IMPORT_REST", seconds(60 / speed));
        environment.put("DATASYNC_CONNECTOR_BULK_FIRST_POLL", seconds(5 / speed));
        environment.put("DATASYNC_CONNECTOR_CALLS_RECENT_ADD", seconds(600 / speed));
        environment.put("DATASYNC_CONNECTOR_CALLS_RECENT_ADD_PAUSE", seconds(60 / speed));
        return environment;
    }

    private static String seconds(double seconds) {
        return Duration.ofMillis(Math.round(seconds * 1000)).toString();
    }

    /** delta-service works in the database of Tessitura, the others have one of their own. */
    static String database(Part service) {
        return switch (service) {
            case SCHEDULER -> "scheduler";
            case DELTA -> "tessitura";
            case CONNECTOR -> "connector";
            case NOTIFICATION -> "notification";
            case KAFKA, DATABASE -> throw new IllegalArgumentException(service + " has no database");
        };
    }
}
