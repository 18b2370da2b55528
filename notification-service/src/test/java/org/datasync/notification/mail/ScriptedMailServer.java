package org.datasync.notification.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;

/**
 * An SMTP server that misbehaves on demand. A test says what it answers to a command, by a function from the command
 * to the answer; the default accepts everything.
 */
public final class ScriptedMailServer implements AutoCloseable {
    /** Answer of a server that says nothing more. */
    public static final String SILENCE = "silence";
    /** Answer of a server that hangs up instead; at the end of a message it has accepted it. */
    public static final String HANG_UP = "hang up";
    /** Answer of a server that has accepted a message and never says so. */
    public static final String ACCEPT_IN_SILENCE = "accept in silence";
    /** What the server sees at the end of a message, followed by a blank and the recipient. */
    public static final String END_OF_MESSAGE = ".";
    /** The command the server sees when somebody connects. */
    public static final String CONNECT = "connect";

    private final ServerSocket listener;
    private final List<Mail> accepted = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean hangsUpWhenAsked = true;
    private volatile UnaryOperator<String> script = ScriptedMailServer::friendly;

    public ScriptedMailServer() {
        try {
            listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start("smtp-accept", this::acceptConnections);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** From now on; an answer of null is the friendly one. */
    public void answer(UnaryOperator<String> commandToAnswer) {
        script = command -> {
            String answer = commandToAnswer.apply(command);
            return answer == null ? friendly(command) : answer;
        };
    }

    /** From now on QUIT is answered, but the connection stays. */
    void staysAfterQuit() {
        hangsUpWhenAsked = false;
    }

    /** What the server took responsibility for, whether or not it said so. */
    public List<Mail> accepted() {
        return List.copyOf(accepted);
    }

    public int connections() {
        return connections.get();
    }

    public int openConnections() {
        return open.size();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private static String friendly(String command) {
        return switch (command.split("[ :]", 2)[0].toUpperCase(Locale.ROOT)) {
            case "CONNECT" -> "220 test ESMTP";
            case "DATA" -> "354 go on";
            case "QUIT" -> "221 bye";
            default -> "250 ok";
        };
    }

    private void acceptConnections() throws IOException {
        while (!listener.isClosed()) {
            Socket socket = listener.accept();
            connections.incrementAndGet();
            open.add(socket);
            start("smtp-" + socket.getPort(), () -> serve(socket));
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket;
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1))) {
            if (!answer(socket, CONNECT)) {
                return;
            }
            String recipient = null;
            String command;
            while ((command = in.readLine()) != null) {
                if (command.startsWith("RCPT TO:")) {
                    recipient = command.substring("RCPT TO:<".length(), command.indexOf('>'));
                }
                if (!answer(socket, command) || command.equals("QUIT") && hangsUpWhenAsked) {
                    return;
                }
                if (command.equals("DATA") && !takeMessage(socket, in, recipient)) {
                    return;
                }
            }
        } finally {
            open.remove(socket);
        }
    }

    private boolean takeMessage(Socket socket, BufferedReader in, String recipient) throws IOException {
        String messageId = null;
        String line = in.readLine();
        while (line != null && !line.equals(".")) {
            if (messageId == null && line.startsWith("Message-ID: ")) {
                messageId = line.substring("Message-ID: ".length());
            }
            line = in.readLine();
        }
        String answer = script.apply(END_OF_MESSAGE + " " + recipient);
        if (answer.startsWith("2") || answer.equals(HANG_UP) || answer.equals(ACCEPT_IN_SILENCE)) {
            accepted.add(new Mail(recipient, messageId));
        }
        return write(socket, answer);
    }

    private boolean answer(Socket socket, String command) throws IOException {
        return write(socket, script.apply(command));
    }

    /** @return whether the conversation goes on */
    private static boolean write(Socket socket, String answer) throws IOException {
        if (answer.equals(HANG_UP)) {
            return false;
        }
        if (!answer.equals(SILENCE) && !answer.equals(ACCEPT_IN_SILENCE)) {
            socket.getOutputStream().write((answer + "\r\n").getBytes(ISO_8859_1));
            socket.getOutputStream().flush();
        }
        return true;
    }

    private static void start(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // The peer or the test closed the socket: the end of this conversation.
                        Thread.currentThread().interrupt();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    public record Mail(String recipient, String messageId) {}

    private interface Work {
        void run() throws IOException;
    }
}
