package org.datasync.sandbox.system;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;

/** Follows a run to its end and says on the way where it is. */
final class RunWatch {
    private static final Duration PROGRESS = Duration.ofSeconds(5);
    private static final Duration STUCK = Duration.ofMinutes(5);

    private final Scheduler scheduler;
    private final Terminal terminal;
    private String lastState = "";
    private String lastLine = "";
    private long saidAt;
    private long movedAt;

    RunWatch(Scheduler scheduler, Terminal terminal) {
        this.scheduler = scheduler;
        this.terminal = terminal;
    }

    /** @throws SandboxException if the run stands still for minutes, or waits for a decision */
    Run follow(UUID runId) {
        movedAt = System.nanoTime();
        var last = new AtomicReference<Run>();
        Waiting.until(() -> {
            last.set(scheduler.run(runId));
            say(last.get());
            return last.get().isFinished() || last.get().isHeld() || stuck();
        });
        Run run = last.get();
        if (run.isHeld()) {
            throw new SandboxException(
                    "run %s is held by the guard (%s) and waits for a decision".formatted(runId, run.why()));
        }
        if (!run.isFinished()) {
            throw new SandboxException(
                    "run %s stands still for %d minutes: %s".formatted(runId, STUCK.toMinutes(), lastLine));
        }
        return run;
    }

    private boolean stuck() {
        return System.nanoTime() - movedAt > STUCK.toNanos();
    }

    private void say(Run run) {
        long now = System.nanoTime();
        String line = run.state() + run.progress();
        if (!line.equals(lastLine)) {
            movedAt = now;
        }
        boolean newState = !run.state().equals(lastState);
        if (newState || (now - saidAt > PROGRESS.toNanos() && !line.equals(lastLine))) {
            terminal.say("run %s", line);
            saidAt = now;
        }
        lastState = run.state();
        lastLine = line;
    }
}
