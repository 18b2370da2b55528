package org.datasync.connector.budget;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells from an answer when its request arrived at the latest: half the shortest round trip of its kind before. The way
 * there is not longer than the work and the way back, and no answer comes faster than the fastest.
 */
final class RoundTrips {
    private static final int FORGET = 50;

    private final Map<String, Long> shortest = new HashMap<>();

    long arrivedBy(String kind, long sent, long answered) {
        long trip = answered - sent;
        long before = shortest.getOrDefault(kind, trip);
        long now = Math.min(trip, before + before / FORGET);
        shortest.put(kind, now);
        return answered - now / 2;
    }
}
