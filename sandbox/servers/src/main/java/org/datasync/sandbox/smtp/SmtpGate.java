package org.datasync.sandbox.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLException;

/** Stands before the mail server, passes every line on and lets go wrong what shall go wrong. */
final class SmtpGate implements AutoCloseable {
    private final ServerSocket listener;
    private final int behind;
    private final SmtpSecurity security;
    private final Faults faults;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private SmtpGate(ServerSocket listener, int behind, SmtpSecurity security, Faults faults) {
        this.listener = listener;
        this.behind = behind;
        this.security = security;
        this.faults = faults;
    }

    static SmtpGate start(int port, int behind, SmtpSecurity security, Faults faults) {
        try {
            var gate = new SmtpGate(new ServerSocket(port, 50, loopback()), behind, security, faults);
            gate.threads.execute(gate::accept);
            return gate;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot take mail on port " + port, e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : sockets) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                threads.execute(() -> pass(client));
            }
        } catch (SocketException closed) {
            // The only way out: close() closed the listener.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pass(Socket client) {
        try (client;
                var server = new Socket(loopback(), behind)) {
            sockets.add(client);
            sockets.add(server);
            try {
                new SmtpSession(SmtpLines.of(client), security, SmtpLines.of(server), faults).run();
            } finally {
                sockets.remove(client);
                sockets.remove(server);
            }
        } catch (SocketException | SSLException gone) {
            // One of the two hung up, or did not like the certificate: that ends the session as QUIT does.
            return;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByName("127.0.0.1");
    }
}
