package org.datasync.chaos;

import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.datasync.sandbox.system.ExpectedAddresses;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.SandboxException;

/**
 * Changes Tessitura, and remembers what its tables said when: a run may have seen whatever was true between its start
 * and its end.
 */
final class Worlds {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration SLACK = Duration.ofMillis(100);

    private final LocalSystem system;
    private final List<Sync> syncs;
    private final Happenings happenings;
    private final List<Version> versions = new ArrayList<>();

    Worlds(LocalSystem system, List<Sync> syncs, Random random) {
        this.system = system;
        this.syncs = syncs;
        this.happenings = new Happenings(random);
        look(Instant.now());
    }

    /** Whether the database took the change is seen afterwards, whatever it answered. */
    synchronized void change() {
        Instant before = Instant.now();
        try (Connection connection = system.connect(Part.DELTA)) {
            happenings.happen(connection);
        } catch (SQLException e) {
            system.terminal().say("a change in Tessitura was answered %s", e.getMessage());
        }
        look(before);
    }

    /** What a run may have seen, each as (list, addresses) of two moments in this order. */
    synchronized List<World> between(Sync sync, Instant from, Instant to) {
        var seen = versions.stream()
                .filter(version -> version.from.minus(SLACK).isBefore(to))
                .filter(version -> version.to == null || version.to.plus(SLACK).isAfter(from))
                .map(version -> version.worlds.get(sync.id()))
                .toList();
        Set<World> pairs = new LinkedHashSet<>();
        for (int i = seen.size() - 1; i >= 0; i--) {
            for (int j = i; j < seen.size(); j++) {
                pairs.add(seen.get(i).withAddressesOf(seen.get(j)));
            }
        }
        return List.copyOf(pairs);
    }

    synchronized World now(Sync sync) {
        return versions.get(versions.size() - 1).worlds.get(sync.id());
    }

    /** What was true before is of no interest any more. */
    synchronized void forgetPast() {
        versions.subList(0, versions.size() - 1).clear();
    }

    private void look(Instant before) {
        var worlds = new HashMap<Integer, World>();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsMatching(e -> e instanceof SandboxException)
                .until(() -> {
                    var expected = new ExpectedAddresses(system);
                    syncs.forEach(sync -> worlds.put(sync.id(), new World(expected.byMember(sync.definition()))));
                    return true;
                });
        if (!versions.isEmpty()) {
            var last = versions.remove(versions.size() - 1);
            versions.add(new Version(last.from, Instant.now(), last.worlds));
        }
        versions.add(new Version(before, null, Map.copyOf(worlds)));
    }

    /** @param to null for the last */
    private record Version(Instant from, Instant to, Map<Integer, World> worlds) {}
}
