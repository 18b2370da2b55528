package org.datasync.chaos;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.Replica;

/** Kills and freezes processes, and brings them back. */
final class Processes {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final LocalSystem system;
    private final Set<Replica> away = new HashSet<>();
    private final Set<Replica> frozen = new HashSet<>();

    Processes(LocalSystem system) {
        this.system = system;
    }

    static Stream<Replica> all() {
        return Stream.of(Part.values())
                .flatMap(part -> IntStream.rangeClosed(1, count(part)).mapToObj(number -> new Replica(part, number)));
    }

    private static int count(Part part) {
        return switch (part) {
            case KAFKA -> ChaosSystem.BROKERS;
            case DATABASE -> 1;
            default -> ChaosSystem.REPLICAS;
        };
    }

    synchronized void kill(Replica replica) {
        system.killForGood(replica);
        frozen.remove(replica);
        away.add(replica);
    }

    synchronized void start(Replica replica) {
        if (away.remove(replica)) {
            system.resume(replica);
        }
    }

    synchronized void freeze(Replica replica) {
        if (!away.contains(replica)) {
            signal("STOP", replica);
            frozen.add(replica);
        }
    }

    synchronized void thaw(Replica replica) {
        if (frozen.remove(replica)) {
            signal("CONT", replica);
        }
    }

    /** Everything runs and does its work again. */
    void heal() {
        synchronized (this) {
            Set.copyOf(frozen).forEach(this::thaw);
            Set.copyOf(away).forEach(this::start);
        }
        await("all processes are ready")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> all().allMatch(system::isReady));
    }

    /** When nothing else helps. */
    void restartServices() {
        all().filter(replica -> replica.part() != Part.KAFKA && replica.part() != Part.DATABASE)
                .forEach(replica -> {
                    kill(replica);
                    start(replica);
                });
        heal();
    }

    private void signal(String name, Replica replica) {
        try {
            int code = new ProcessBuilder("kill", "-" + name, String.valueOf(system.pid(replica)))
                    .inheritIO()
                    .start()
                    .waitFor();
            if (code != 0) {
                throw new IllegalStateException("%s did not take %s".formatted(replica, name));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
