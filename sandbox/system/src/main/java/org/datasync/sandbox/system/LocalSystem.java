package org.datasync.sandbox.system;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
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
    /** The slowest to start is first. */
    private static final List<Part> WITHOUT_TESSITURA = List.of(Part.SCHEDULER, Part.CONNECTOR, Part.NOTIFICATION);

    private static final Duration SERVERS_PATIENCE = Duration.ofSeconds(60);
    private static final Duration SERVICES_PATIENCE = Duration.ofSeconds(180);
    private static final Duration END_PATIENCE = Duration.ofSeconds(30);
    private static final long SEED = 2026;

    private final Options options;
    private final Terminal terminal;
    private final Leftovers leftovers;
    private final Supervisor supervisor;
    private final Map<Replica, Child> children = new LinkedHashMap<>();
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
        replicas(SERVERS).forEach(server -> launch(server, servers.of(server)));
        var topics = prepare(Part.KAFKA, this::createTopics);
        var tessitura = prepare(Part.DATABASE, this::createTessitura);
        own = OwnServers.start(options);
        await(topics);
        terminal.say("starting the services; logs in %s", options.directory().resolve("logs"));
        replicas(WITHOUT_TESSITURA).forEach(service -> launch(service, services.of(service)));
        await(tessitura);
        replicas(List.of(Part.DELTA)).forEach(service -> launch(service, services.of(service)));
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

    private List<Replica> replicas(List<Part> parts) {
        return parts.stream()
                .flatMap(part -> IntStream.rangeClosed(1, options.ports().replicas(part.port()))
                        .mapToObj(number -> new Replica(part, number)))
                .toList();
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
        child(Replica.of(part)).kill();
    }

    /** Kills a process in the same way; it stays away until it is resumed. */
    public void killForGood(Replica replica) {
        child(replica).letDie();
        child(replica).kill();
    }

    /** Stops a process in good order; it stays away until it is resumed. */
    public void stop(Part part) {
        supervisor.end(List.of(child(Replica.of(part))), END_PATIENCE);
    }

    /** Starts what was stopped; {@link #awaitReady} waits. */
    public void resume(Part part) {
        resume(Replica.of(part));
    }

    public void resume(Replica replica) {
        child(replica).resume();
    }

    /** Whether it does its work, as far as is known. */
    public boolean isReady(Replica replica) {
        return child(replica).isReady();
    }

    /** Waits until what was killed is there again. */
    public void awaitReady(Part... parts) {
        supervisor.awaitReady(children(List.of(parts)), SERVICES_PATIENCE);
    }

    public long pid(Part part) {
        return pid(Replica.of(part));
    }

    public long pid(Replica replica) {
        return child(replica).pid();
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

    private void launch(Replica replica, ChildSpec spec) {
        synchronized (this) {
            if (closed) {
                throw new SandboxException("the system is stopped while it starts");
            }
            synchronized (children) {
                children.put(replica, supervisor.start(spec));
            }
        }
    }

    /** As soon as the server is ready, on a thread of its own: broker and database are prepared side by side. */
    private CompletableFuture<Void> prepare(Part server, Runnable preparation) {
        return CompletableFuture.runAsync(
                () -> {
                    supervisor.awaitReady(children(List.of(server)), SERVERS_PATIENCE);
                    preparation.run();
                },
                task -> new Thread(task, "prepare").start());
    }

    private static void await(CompletableFuture<Void> prepared) {
        try {
            prepared.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof SandboxException reason
                    ? reason
                    : new SandboxException("the servers cannot be prepared: " + e.getCause(), e.getCause());
        }
    }

    private void createTopics() {
        Ports ports = options.ports();
        KafkaCluster.createTopics(ports.bootstrapServers(), TopicList.ofContracts(), ports.replicas(Port.KAFKA));
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

    private Child child(Replica replica) {
        synchronized (children) {
            return children.get(replica);
        }
    }

    private List<Child> children(List<Part> parts) {
        synchronized (children) {
            return children.entrySet().stream()
                    .filter(child -> parts.contains(child.getKey().part()))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }
}
