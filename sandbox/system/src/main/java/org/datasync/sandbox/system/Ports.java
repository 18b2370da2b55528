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
import java.util.stream.Stream;

/** Which port everything listens on, and each of its replicas where there are several. */
public record Ports(Map<Port, List<Integer>> numbers) {
    private static final int CONNECT_MILLIS = 500;

    public Ports {
        numbers = numbers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> List.copyOf(entry.getValue())));
        if (numbers.size() != Port.values().length) {
            throw new IllegalArgumentException("a port is missing");
        }
        requireDifferent(numbers);
    }

    /** The standard ports, except where a switch such as {@code demo.port.scheduler} names another. */
    static Ports from(Switches switches) {
        var numbers = new EnumMap<Port, List<Integer>>(Port.class);
        for (Port port : Port.values()) {
            numbers.put(port, List.of(switches.number(port.property(), port.standard(), 1, 65_535)));
        }
        return new Ports(numbers);
    }

    /** Ports that nobody listens on at this moment. */
    public static Ports free() {
        return free(1, 1);
    }

    /** The same for several replicas of each service and of the broker. */
    public static Ports free(int services, int brokers) {
        var numbers = new EnumMap<Port, List<Integer>>(Port.class);
        var free = free((services - 1) * Port.SERVICES.size() + brokers - 1 + Port.values().length)
                .iterator();
        for (Port port : Port.values()) {
            int count = Port.SERVICES.contains(port) ? services : port == Port.KAFKA ? brokers : 1;
            numbers.put(port, Stream.generate(free::next).limit(count).toList());
        }
        return new Ports(numbers);
    }

    static List<Integer> free(int count) {
        var sockets = new ArrayList<ServerSocket>();
        try {
            for (int i = 0; i < count; i++) {
                sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
            }
            return sockets.stream().map(ServerSocket::getLocalPort).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(Ports::close);
        }
    }

    /** That of the first replica. */
    public int of(Port port) {
        return of(port, 1);
    }

    /** @param replica from 1 */
    int of(Port port, int replica) {
        return numbers.get(port).get(replica - 1);
    }

    int replicas(Port port) {
        return numbers.get(port).size();
    }

    /** Where a browser or a client finds what listens there. */
    public String url(Port port) {
        return url(port, 1);
    }

    /** @param replica from 1 */
    public String url(Port port, int replica) {
        return "http://localhost:" + of(port, replica);
    }

    /** All brokers. */
    public String bootstrapServers() {
        return numbers.get(Port.KAFKA).stream()
                .map(number -> "localhost:" + number)
                .collect(Collectors.joining(","));
    }

    /** Looks at all of them before anything is started; says every one that is taken and how to choose another. */
    void requireFree(Set<Port> needed) {
        List<String> taken = needed.stream()
                .sorted()
                .flatMap(port -> numbers.get(port).stream()
                        .filter(Ports::isTaken)
                        .map(number -> "port %d (%s) is taken; choose another with -D%s=PORT"
                                .formatted(number, port.word(), port.property())))
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

    private static void requireDifferent(Map<Port, List<Integer>> numbers) {
        numbers.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream().map(number -> Map.entry(entry.getKey(), number)))
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
