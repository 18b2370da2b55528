package org.datasync.sandbox.system;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** What the person at the terminal reads: one line per fact, each with the seconds since the start. */
public final class Terminal {
    private final PrintStream out;
    private final long startedAt = System.nanoTime();

    public Terminal(PrintStream out) {
        this.out = out;
    }

    /** One line, after the seconds since the start. */
    public void say(String format, Object... arguments) {
        print("%5.1f s  %s".formatted(seconds(elapsed()), format.formatted(arguments)));
    }

    /** Text as it is, for tables and the tails of logs. */
    public void print(String text) {
        synchronized (out) {
            out.println(text);
            out.flush();
        }
    }

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** A number as people read it: {@code 20,000}. */
    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
