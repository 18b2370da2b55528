package org.datasync.scheduler.pace;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** One bucket of permits per caller: a minute's worth at most, refilled evenly. */
final class Buckets {
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final int MOST_CALLERS = 10_000;

    private final int perMinute;
    private final LongSupplier nanoTime;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    Buckets(int perMinute, LongSupplier nanoTime) {
        this.perMinute = perMinute;
        this.nanoTime = nanoTime;
    }

    /** Takes a permit. Returns 0, or the seconds until there is one. */
    synchronized long take(String caller) {
        long now = nanoTime.getAsLong();
        Bucket bucket = buckets.computeIfAbsent(caller, ignored -> new Bucket(perMinute, now));
        bucket.refill(now);
        if (bucket.permits >= 1) {
            bucket.permits--;
            return 0;
        }
        double nanos = (1 - bucket.permits) * MINUTE / perMinute;
        return Math.max(1, (long) Math.ceil(nanos / TimeUnit.SECONDS.toNanos(1)));
    }

    private final class Bucket {
        private double permits;
        private long filledAt;

        Bucket(double permits, long filledAt) {
            this.permits = permits;
            this.filledAt = filledAt;
        }

        void refill(long now) {
            permits = Math.min(perMinute, permits + (double) (now - filledAt) * perMinute / MINUTE);
            filledAt = now;
        }
    }
}
