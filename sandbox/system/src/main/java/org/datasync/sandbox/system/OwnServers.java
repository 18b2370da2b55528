package org.datasync.sandbox.system;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.datasync.sandbox.database.DatabaseServer;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.datasync.sandbox.smtp.Mailbox;
import org.datasync.sandbox.world.WorldServer;

/** The servers inside this process: Prospect2, the mailbox and the world control. */
public final class OwnServers implements AutoCloseable {
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private Prospect2Server prospect2;
    private Mailbox mailbox;

    private OwnServers() {}

    static OwnServers start(Options options) {
        var servers = new OwnServers();
        try {
            servers.startAll(options);
            return servers;
        } catch (RuntimeException e) {
            servers.close();
            throw e;
        }
    }

    private void startAll(Options options) {
        Ports ports = options.ports();
        mailbox = started(Mailbox.start(ports.of(Port.SMTP), ports.of(Port.MAILBOX)));
        started(WorldServer.start(
                ports.of(Port.WORLD),
                new TestDatabase(
                        DatabaseServer.url(ports.of(Port.DATABASE), ServiceSpecs.database(Part.DELTA)),
                        DatabaseServer.USER,
                        DatabaseServer.PASSWORD)));
        if (options.hasOwnProspect2()) {
            prospect2 = started(Prospect2Server.builder()
                    .port(ports.of(Port.PROSPECT2))
                    .file(options.directory().resolve("prospect2").resolve("account.jsonl"))
                    .settings("{\"key\":\"%s\",\"timeScale\":%d}".formatted(options.prospect2Key(), options.speed()))
                    .start());
        }
    }

    /** The account of the sandbox, if there is no other. */
    public Prospect2Server prospect2() {
        return Optional.ofNullable(prospect2)
                .orElseThrow(() -> new IllegalStateException("Prospect2 is a server of somebody else"));
    }

    public Mailbox mailbox() {
        return mailbox;
    }

    private <T extends AutoCloseable> T started(T server) {
        started.push(server);
        return server;
    }

    @Override
    public void close() {
        while (!started.isEmpty()) {
            close(started.pop());
        }
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("a server did not stop in good order", e);
        }
    }
}
