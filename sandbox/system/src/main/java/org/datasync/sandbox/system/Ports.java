package org.datasync.sandbox.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which port everything listens on. */
public record Ports(Map<Port, Integer> numbers) {
    private static final int CONNECT_MILLIS = 500;

    public Ports {
        numbers = Map.copyOf(numbers);
        if (numbers.size() != Port.values().length) {
            throw new IllegalArgumentException("a port is missing");
        }
        requireDifferent(numbers);
    }

    /** The standard ports, except where a switch such as {@code demo.port.scheduler} names another. */
    static Ports from(Switches switches) {
        var numbers = new EnumMap<Port, Integer>(Port.class);
        for (Port port : Port.values()) {
            numbers.put(port, switches.number(port.property(), port.standard(), 1, 65_535));
        }
        return new Ports(numbers);
    }

    /** Ports that nobody listens on at this moment. */
    public static Ports free() {
        var sockets = new ArrayList<ServerSocket>();
        try {
            var numbers = new EnumMap<Port, Integer>(Port.class);
            for (Port port : Port.values()) {
                var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                sockets.add(socket);
                numbers.put(port, socket.getLocalPort());
            }
            return new Ports(numbers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(Ports::close);
        }
    }

    public int of(Port port) {
        return numbers.get(port);
    }

    /** Where a browser or a client finds what listens there. */
    public String url(Port port) {
        return "http://localhost:" + of(port);
    }

    /** Looks at all of them before anything is started; says every one that is taken and how to choose another. */
    void requireFree(Set<Port> needed) {
        List<String> taken = needed.stream()
                .sorted()
                .filter(port -> isTaken(of(port)))
                .map(port -> "port %d (%s) is taken; choose another with -D%s=PORT"
                        .formatted(of(port), port.word(), port.property()))
                .toList();
        if (!taken.isEmpty()) {
            throw new SandboxException(String.join(System.lineSeparator(), taken));
        }
    }

    /** Binding alone is not enough: some systems allow it beside a listener on all addresses. */
    private static boolean isTaken(int port) {
        return answers(port) || !binds(port);
    }

    static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException nobodyListens) {
            return false;
        }
    }

    private static boolean binds(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static void requireDifferent(Map<Port, Integer> numbers) {
        numbers.entrySet().stream()
                .collect(Collectors.groupingBy(Map.Entry::getValue))
                .forEach((number, users) -> {
                    if (users.size() > 1) {
                        throw new SandboxException("port %d is meant for %s; choose different ones"
                                .formatted(
                                        number,
                                        users.stream()
                                                .map(user -> user.getKey().word())
                                                .sorted()
                                                .collect(Collectors.joining(" and "))));
                    }
                });
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
