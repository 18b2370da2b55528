package org.datasync.connector.prospect2;

import java.util.function.LongSupplier;

/** How many requests were sent in the last minute, to the second. */
final class Traffic {
    private static final int SECONDS = 60;
    private static final long SECOND = 1_000_000_000L;

    private final LongSupplier nanoTime;
    private final long start;
    private final int[] requests = new int[SECONDS];
    private final int[] imports = new int[SECONDS];
    private long second;

    Traffic(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    synchronized void count(boolean bulk) {
        int now = forget();
        requests[now]++;
        imports[now] += bulk ? 1 : 0;
    }

    synchronized Used lastMinute() {
        forget();
        int sent = 0;
        int bulk = 0;
        for (int i = 0; i < SECONDS; i++) {
            sent += requests[i];
            bulk += imports[i];
        }
        return new Used(sent, bulk);
    }

    /** Empties what is older than a minute; the place of the present second. */
    private int forget() {
        long now = (nanoTime.getAsLong() - start) / SECOND;
        for (long old = Math.max(second + 1, now - SECONDS + 1); old <= now; old++) {
            requests[(int) (old % SECONDS)] = 0;
            imports[(int) (old % SECONDS)] = 0;
        }
        second = Math.max(second, now);
        return (int) (second % SECONDS);
    }

    /** @param imports how many of the requests were bulk imports */
    record Used(int requests, int imports) {}
}
