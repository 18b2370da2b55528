package org.datasync.sandbox.system;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Looks after the processes: starts them again, waits until they are ready, ends them. */
final class Supervisor {
    private static final Duration INTERVAL = Duration.ofMillis(100);
    private static final Duration PROGRESS = Duration.ofSeconds(3);
    private static final int GIVE_UP_AFTER_DEATHS = 3;

    private final Terminal terminal;
    private final Consumer<ProcessHandle> started;
    private final ScheduledExecutorService eyes = Executors.newScheduledThreadPool(6, task -> {
        var thread = new Thread(task, "supervisor");
        thread.setDaemon(true);
        return thread;
    });

    /** @param started told of every process that is started */
    Supervisor(Terminal terminal, Consumer<ProcessHandle> started) {
        this.terminal = terminal;
        this.started = started;
    }

    Child start(ChildSpec spec) {
        LogFile.begin(spec.log());
        var child = new Child(spec, terminal, started);
        child.start();
        eyes.scheduleWithFixedDelay(
                () -> lookAt(child), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        return child;
    }

    /** Waits for all of them, says what is awaited, and gives up with the tail of the log of the guilty one. */
    void awaitReady(List<Child> awaited, Duration patience) {
        long start = System.nanoTime();
        long nextProgress = start + PROGRESS.toNanos();
        while (true) {
            List<Child> missing =
                    awaited.stream().filter(child -> !child.isReady()).toList();
            if (missing.isEmpty()) {
                return;
            }
            long now = System.nanoTime();
            missing.stream()
                    .filter(child -> child.deathsBeforeReady() >= GIVE_UP_AFTER_DEATHS)
                    .findFirst()
                    .ifPresent(child ->
                            giveUp(child, "died %d times before it was ready".formatted(GIVE_UP_AFTER_DEATHS)));
            if (now - start > patience.toNanos()) {
                giveUp(missing.get(0), "was not ready within %d s".formatted(patience.toSeconds()));
            }
            if (now - nextProgress >= 0) {
                nextProgress = now + PROGRESS.toNanos();
                terminal.say(
                        "waiting for %s (%d s)",
                        names(missing), Duration.ofNanos(now - start).toSeconds());
            }
            pause();
        }
    }

    /** Ends these processes together. */
    void end(List<Child> ending, Duration patience) {
        ending.forEach(Child::end);
        long until = System.nanoTime() + patience.toNanos();
        ending.forEach(child -> child.awaitEnd(Duration.ofNanos(Math.max(0, until - System.nanoTime()))));
    }

    void close() {
        eyes.shutdownNow();
    }

    private void lookAt(Child child) {
        try {
            child.look();
        } catch (RuntimeException e) {
            terminal.say("cannot look after %s: %s", child.name(), e.getMessage());
        }
    }

    private synchronized void pause() {
        try {
            wait(INTERVAL.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SandboxException("interrupted while the system starts", e);
        }
    }

    private void giveUp(Child child, String why) {
        throw new SandboxException("%s %s. The end of its log %s:%n%s"
                .formatted(child.name(), why, child.log(), LogFile.tail(child.log())));
    }

    private static String names(List<Child> children) {
        return children.stream().map(Child::name).collect(Collectors.joining(", "));
    }
}
