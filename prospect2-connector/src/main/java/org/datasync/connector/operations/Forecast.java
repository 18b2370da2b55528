package org.datasync.connector.operations;

import java.time.Duration;
import java.util.Collection;

/**
 * When the work of a run will be done. Runs take turns, so a run waits for as much of each other run's work as it has
 * of its own, and imports and calls go on side by side.
 *
 * @param requestsPerSecond all requests together
 * @param importsPerMinute bulk imports
 * @param contactsPerImport rows in one bulk import
 */
record Forecast(double requestsPerSecond, double importsPerMinute, int contactsPerImport) {
    private static final double LEAST = 0.01;

    /** From now until the last request for the run has been sent. */
    Duration of(Work run, Collection<Work> all) {
        double imports = 0;
        double calls = 0;
        for (Work other : all) {
            imports += Math.min(batches(other), batches(run));
            calls += Math.min(other.calls(), run.calls());
        }
        double importsPerSecond = importsPerMinute / 60;
        double forImports = imports / Math.max(LEAST, importsPerSecond);
        double whileImporting = Math.max(LEAST, requestsPerSecond - importsPerSecond);
        double callsMeanwhile = forImports * whileImporting;
        double forCalls = calls <= callsMeanwhile
                ? calls / whileImporting
                : forImports + (calls - callsMeanwhile) / Math.max(LEAST, requestsPerSecond);
        return Duration.ofMillis(Math.round(1_000 * Math.max(forImports, forCalls)));
    }

    private double batches(Work work) {
        return Math.ceil((double) work.imports() / contactsPerImport);
    }

    /**
     * What a run has left.
     *
     * @param imports rows that go by bulk import
     * @param calls requests that its other rows need
     */
    record Work(long imports, long calls) {}
}
