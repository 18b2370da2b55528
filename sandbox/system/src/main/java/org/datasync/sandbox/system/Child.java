package org.datasync.sandbox.system;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One process of the system. {@link #look} is called a few times a second: it notices a death, starts the process
 * again, the later the more often it dies before it is ready, and notices when it is ready.
 */
final class Child {
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

    private final ChildSpec spec;
    private final Terminal terminal;
    private final Consumer<ProcessHandle> started;
    private Process process;
    private long startedAt;
    private long startAgainAt;
    private boolean missed;
    private boolean stopping;
    private volatile boolean ready;
    private volatile int deathsBeforeReady;

    /** @param started told of every process that is started */
    Child(ChildSpec spec, Terminal terminal, Consumer<ProcessHandle> started) {
        this.spec = spec;
        this.terminal = terminal;
        this.started = started;
    }

    String name() {
        return spec.name();
    }

    Path log() {
        return spec.log();
    }

    boolean isReady() {
        return ready;
    }

    /** How often in a row it died before it was ready. */
    int deathsBeforeReady() {
        return deathsBeforeReady;
    }

    synchronized long pid() {
        return process.pid();
    }

    synchronized void start() {
        if (stopping) {
            return;
        }
        startedAt = System.nanoTime();
        missed = false;
        try {
            var builder = new ProcessBuilder(spec.command())
                    .redirectErrorStream(true)
                    .redirectInput(ProcessBuilder.Redirect.from(nothing()))
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            builder.environment().putAll(spec.environment());
            process = builder.start();
            started.accept(process.toHandle());
        } catch (IOException e) {
            throw new SandboxException("cannot start %s: %s".formatted(name(), e.getMessage()), e);
        }
    }

    void look() {
        if (isGone()) {
            return;
        }
        if (!ready && spec.ready().getAsBoolean()) {
            becomeReady();
        }
    }

    /** As an operating system out of memory would do it; it is started again like after any other death. */
    synchronized void kill() {
        ready = false;
        process.destroyForcibly();
        await(process, Duration.ofSeconds(10));
    }

    /** Does not start it again any more. */
    synchronized void letDie() {
        stopping = true;
    }

    /** Asks it to end, so that nothing is started again; {@link #awaitEnd} waits. */
    synchronized void end() {
        stopping = true;
        ready = false;
        if (process != null) {
            process.destroy();
        }
    }

    /** Starts what was ended. */
    synchronized void resume() {
        stopping = false;
        start();
    }

    /** Waits for the end that was asked for and enforces it when the patience is over. */
    void awaitEnd(Duration patience) {
        Process ending;
        synchronized (this) {
            ending = process;
        }
        if (ending == null || await(ending, patience)) {
            return;
        }
        terminal.say("%s does not end and is killed", name());
        ending.destroyForcibly();
        await(ending, Duration.ofSeconds(10));
    }

    private synchronized boolean isGone() {
        if (stopping || process == null) {
            return true;
        }
        if (process.isAlive()) {
            return false;
        }
        if (!missed) {
            miss();
        } else if (System.nanoTime() - startAgainAt >= 0) {
            start();
        }
        return true;
    }

    private void miss() {
        missed = true;
        deathsBeforeReady = ready ? 0 : deathsBeforeReady + 1;
        ready = false;
        Duration pause = pause(deathsBeforeReady);
        startAgainAt = System.nanoTime() + pause.toNanos();
        terminal.say(
                "%s ended with code %d after %.1f s and is started again%s; log: %s",
                name(),
                process.exitValue(),
                Terminal.seconds(Duration.ofNanos(System.nanoTime() - startedAt)),
                pause.isZero() ? "" : " in %d s".formatted(pause.toSeconds()),
                spec.log());
    }

    static Duration pause(int deathsBeforeReady) {
        if (deathsBeforeReady == 0) {
            return Duration.ZERO;
        }
        long seconds = 1L << Math.min(deathsBeforeReady - 1, 4);
        return seconds < LONGEST_PAUSE.toSeconds() ? Duration.ofSeconds(seconds) : LONGEST_PAUSE;
    }

    private synchronized void becomeReady() {
        if (stopping || missed || !process.isAlive()) {
            return;
        }
        ready = true;
        deathsBeforeReady = 0;
        terminal.say(
                "%s is ready after %.1f s (process %d)",
                name(), Terminal.seconds(Duration.ofNanos(System.nanoTime() - startedAt)), process.pid());
    }

    private static boolean await(Process process, Duration patience) {
        try {
            return process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The launcher's own input belongs to the person at the terminal. */
    private static File nothing() {
        return new File(File.separatorChar == '/' ? "/dev/null" : "NUL");
    }
}
