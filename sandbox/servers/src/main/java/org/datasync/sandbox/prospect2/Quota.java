package org.datasync.sandbox.prospect2;

/**
 * What was asked of the limits since the start or the last reset; refused requests count too.
 *
 * @param peakPerSecond most requests in any sliding second; in scaled time the average over a second outside
 * @param refused answered 429
 * @param peakBulkPerMinute most bulk imports of several contacts in any sliding minute
 * @param peakSingleBulkPerMinute the same for a single contact
 * @param bulkRefused answered with the 400 that means throttling
 * @param blocked whether every request is answered 429 now
 */
public record Quota(
        long requests,
        int requestsPerSecond,
        int peakPerSecond,
        long refused,
        boolean blocked,
        int bulkPerMinute,
        int peakBulkPerMinute,
        int peakSingleBulkPerMinute,
        long bulkRefused) {}
