package org.datasync.sandbox.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import org.datasync.sandbox.database.DatabaseServer;
import org.datasync.sandbox.kafka.KafkaCluster;
import org.datasync.sandbox.kafka.TopicList;
import org.datasync.sandbox.tessitura.Tessitura;

/**
 * The whole system on this machine: broker, database and the four services as processes, Prospect2, mailbox and world
 * control inside this one. What dies is started again until the system is closed.
 */
public final class LocalSystem implements AutoCloseable {
    private static final List<Part> SERVERS = List.of(Part.KAFKA, Part.DATABASE);
    private static final List<Part> SERVICES = List.of(Part.SCHEDULER, Part.DELTA, Part.CONNECTOR, Part.NOTIFICATION);
    private static final Duration SERVERS_PATIENCE = Duration.ofSeconds(60);
    private static final Duration SERVICES_PATIENCE = Duration.ofSeconds(180);
    private static final Duration END_PATIENCE = Duration.ofSeconds(30);
    private static final long SEED = 2026;

    private final Options options;
    private final Terminal terminal;
    private final Leftovers leftovers;
    private final Supervisor supervisor;
    private final Map<Part, Child> children = new EnumMap<>(Part.class);
    private OwnServers own;
    private DirectoryLock lock;
    private boolean closed;

    private LocalSystem(Options options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
        this.leftovers = new Leftovers(options.directory());
        this.supervisor = new Supervisor(terminal, leftovers::remember);
    }

    /** Not started yet, so that it can be closed while it starts. */
    static LocalSystem of(Options options, Terminal terminal) {
        return new LocalSystem(options, terminal);
    }

    /** Starts everything and returns when all of it is ready; after a failure nothing is left running. */
    public static LocalSystem start(Options options, Terminal terminal) {
        var system = new LocalSystem(options, terminal);
        try {
            system.start();
            return system;
        } catch (RuntimeException e) {
            system.close();
            throw e;
        }
    }

    void start() {
        var services = new ServiceSpecs(options);
        SERVICES.forEach(services::requirePackage);
        claim();
        terminal.say("starting broker and database in %s", options.directory());
        var servers = new ServerSpecs(options);
        SERVERS.forEach(part -> launch(part, servers.of(part)));
        prepare();
        terminal.say("starting the services; logs in %s", options.directory().resolve("logs"));
        SERVICES.forEach(part -> launch(part, services.of(part)));
        supervisor.awaitReady(children(SERVICES), SERVICES_PATIENCE);
        terminal.say("everything is ready");
    }

    /** The directory and the ports. Who is still in the directory usually has the ports too, and they say more. */
    private void claim() {
        var claimed = DirectoryLock.take(options.directory());
        claimed.ifPresent(mine -> {
            lock = mine;
            leftovers.end(terminal);
        });
        options.ports().requireFree(options.needed());
        claimed.orElseThrow(
                () -> new SandboxException("another sandbox works in %s; choose another with -Ddemo.directory=DIR"
                        .formatted(options.directory())));
    }

    /** Whether there is anything to stop. */
    boolean isStarted() {
        return !children(List.of(Part.values())).isEmpty();
    }

    public Options options() {
        return options;
    }

    public OwnServers own() {
        return own;
    }

    public Terminal terminal() {
        return terminal;
    }

    /** A connection to the database of a service; that of delta-service is Tessitura. */
    public Connection connect(Part service) throws SQLException {
        return DriverManager.getConnection(
                DatabaseServer.url(options.ports().of(Port.DATABASE), ServiceSpecs.database(service)),
                DatabaseServer.USER,
                DatabaseServer.PASSWORD);
    }

    /** Kills a process as an operating system out of memory would; it is started again. */
    public void kill(Part part) {
        child(part).kill();
    }

    /** Stops a process in good order; it stays away until it is resumed. */
    public void stop(Part part) {
        supervisor.end(List.of(child(part)), END_PATIENCE);
    }

    /** Starts what was stopped; {@link #awaitReady} waits. */
    public void resume(Part part) {
        child(part).resume();
    }

    /** Waits until what was killed is there again. */
    public void awaitReady(Part... parts) {
        supervisor.awaitReady(children(List.of(parts)), SERVICES_PATIENCE);
    }

    public long pid(Part part) {
        return child(part).pid();
    }

    /** Services first, so that they can still say something; broker and database last. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        // Whoever ends us may end the children too.
        children(List.of(Part.values())).forEach(Child::letDie);
        supervisor.end(children(SERVICES), END_PATIENCE);
        supervisor.end(children(SERVERS), END_PATIENCE);
        supervisor.close();
        if (own != null) {
            own.close();
        }
        if (lock != null) {
            leftovers.forget();
            lock.close();
        }
    }

    private void launch(Part part, ChildSpec spec) {
        synchronized (this) {
            if (closed) {
                throw new SandboxException("the system is stopped while it starts");
            }
            synchronized (children) {
                children.put(part, supervisor.start(spec));
            }
        }
    }

    /** Topics, Tessitura's data and the servers of this process have nothing to do with each other. */
    private void prepare() {
        Executor threads = task -> new Thread(task, "prepare").start();
        var topics = CompletableFuture.runAsync(() -> awaitServer(Part.KAFKA), threads)
                .thenRun(this::createTopics);
        var tessitura = CompletableFuture.runAsync(() -> awaitServer(Part.DATABASE), threads)
                .thenRun(this::createTessitura);
        try {
            own = OwnServers.start(options);
            CompletableFuture.allOf(topics, tessitura).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SandboxException reason
                    ? reason
                    : new SandboxException("the servers cannot be prepared: " + e.getCause(), e.getCause());
        }
    }

    private void awaitServer(Part part) {
        supervisor.awaitReady(children(List.of(part)), SERVERS_PATIENCE);
    }

    private void createTopics() {
        KafkaCluster.createTopics("localhost:" + options.ports().of(Port.KAFKA), TopicList.ofContracts(), 1);
        terminal.say("topics are there");
    }

    private void createTessitura() {
        long start = System.nanoTime();
        try (Connection connection = connect(Part.DELTA)) {
            int there = Tessitura.create(connection, options.constituents(), SEED);
            terminal.say(
                    "Tessitura has %s constituents (%.1f s)%s",
                    Terminal.number(there),
                    Terminal.seconds(Duration.ofNanos(System.nanoTime() - start)),
                    there == options.constituents()
                            ? ""
                            : ", made by an earlier start; another directory gets %s"
                                    .formatted(Terminal.number(options.constituents())));
        } catch (SQLException e) {
            throw new SandboxException("Tessitura cannot be made: " + e.getMessage(), e);
        }
    }

    private Child child(Part part) {
        synchronized (children) {
            return children.get(part);
        }
    }

    private List<Child> children(List<Part> parts) {
        synchronized (children) {
            return parts.stream().map(children::get).filter(Objects::nonNull).toList();
        }
    }
}
