package org.datasync.sandbox.prospect2;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** What happened in the last second or minute, and the most that ever happened in one. */
final class SlidingWindow {
    private final Duration width;
    private final Deque<Instant> moments = new ArrayDeque<>();
    private int peak;

    SlidingWindow(Duration width) {
        this.width = width;
    }

    /** How many lie in the window that ends now. What is exactly one width old has left it. */
    int count(Instant now) {
        var start = now.minus(width);
        while (!moments.isEmpty() && !moments.peekFirst().isAfter(start)) {
            moments.pollFirst();
        }
        return moments.size();
    }

    void add(Instant now) {
        moments.addLast(now);
        peak = Math.max(peak, count(now));
    }

    int peak() {
        return peak;
    }

    void clear() {
        moments.clear();
        peak = 0;
    }
}
