package org.datasync.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Port;
import org.datasync.sandbox.system.Run;
import org.datasync.sandbox.system.SandboxException;
import org.datasync.sandbox.system.Scheduler;

/** Syncs and their runs, as an operator makes and sees them. */
final class Runs {
    static final String RECIPIENT = "box-office@example.org";

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration TO_START = Duration.ofMinutes(5);

    final Scheduler scheduler;
    /** How many of the runs so far the guard held. */
    final AtomicInteger held = new AtomicInteger();

    Runs(LocalSystem system) {
        this.scheduler = new Scheduler(system.options().ports().url(Port.SCHEDULER));
    }

    int create(int listNo, int tagId, String tag) {
        return scheduler.create(Map.of(
                "description",
                "Benchmark of list " + listNo,
                "listNo",
                listNo,
                "tag",
                Map.of("id", String.valueOf(tagId), "name", tag),
                "jobType",
                "ADD_AND_REMOVE",
                "followAddressChanges",
                true,
                "schedule",
                Map.of("frequency", "DAILY", "timeOfDay", halfADayAway()),
                "notify",
                List.of(Map.of("address", RECIPIENT, "when", "EVERY_RUN"))));
    }

    /** No run comes by the clock while the benchmark starts its own. */
    private static String halfADayAway() {
        return "%tR".formatted(LocalTime.now().plusHours(12));
    }

    /** Starts them all and waits until the last has ended; what the guard holds is approved. */
    List<Run> run(Collection<Integer> syncs, Duration atMost) {
        List<UUID> waiting = new ArrayList<>();
        syncs.forEach(sync -> waiting.add(start(sync)));
        List<Run> ended = new ArrayList<>();
        Awaitility.await("%d runs end".formatted(waiting.size()))
                .atMost(atMost)
                .pollInterval(INTERVAL)
                // A busy service answers late; what it did not answer is asked again.
                .ignoreExceptionsInstanceOf(SandboxException.class)
                .until(() -> {
                    look(waiting.iterator(), ended);
                    return waiting.isEmpty();
                });
        return List.copyOf(ended);
    }

    /** Whether it was started before its answer was lost is told by the key. */
    private UUID start(int sync) {
        var key = UUID.randomUUID();
        return Awaitility.await("a run of sync %d is started".formatted(sync))
                .atMost(TO_START)
                .pollDelay(Duration.ZERO)
                .pollInterval(INTERVAL)
                .ignoreExceptionsInstanceOf(SandboxException.class)
                .until(() -> scheduler.run(sync, "DELTA", key), answer -> true)
                .orElseThrow(() -> new IllegalStateException("a run of sync %d is active".formatted(sync)));
    }

    Run run(int sync, Duration atMost) {
        Run run = run(List.of(sync), atMost).get(0);
        if (!run.isDone()) {
            throw new IllegalStateException("run %s ended as %s: %s".formatted(run.id(), run.state(), run.detail()));
        }
        return run;
    }

    /** From the first that started to the last that finished: what an operator waits, the tick left out. */
    static double seconds(List<Run> runs) {
        Optional<Instant> first =
                runs.stream().map(Run::startedAt).filter(Objects::nonNull).min(Instant::compareTo);
        Optional<Instant> last = runs.stream().map(Run::finishedAt).max(Instant::compareTo);
        return Figures.seconds(Duration.between(first.orElseThrow(), last.orElseThrow()));
    }

    static long planned(Run run) {
        var counts = run.counts();
        return counts == null
                ? 0
                : counts.tag().planned()
                        + counts.update().planned()
                        + counts.untag().planned();
    }

    /** Up to the first that is still under way: to ask about all of them would be work for the system that is measured. */
    private void look(Iterator<UUID> waiting, List<Run> ended) {
        while (waiting.hasNext()) {
            Run run = scheduler.run(waiting.next());
            if (!run.isFinished()) {
                approveIfHeld(run);
                return;
            }
            ended.add(run);
            waiting.remove();
        }
    }

    private void approveIfHeld(Run run) {
        if (run.isHeld() && scheduler.decide(run.id(), "approve").status() < 300) {
            held.incrementAndGet();
        }
    }
}
