package org.datasync.delta.benchmark;

import java.util.ArrayList;
import java.util.List;

/**
 * Several measurements of the same work: seconds by the clock, and seconds that processors worked for it, which the
 * rest of the machine disturbs less.
 */
final class Timing {
    private final List<JavaProcess> processes;
    private final List<Double> seconds = new ArrayList<>();
    private final List<Double> processorSeconds = new ArrayList<>();

    /** @param processes whose processor time counts besides that of this JVM */
    Timing(JavaProcess... processes) {
        this.processes = List.of(processes);
    }

    /** Runs and measures; returns what the work returned. */
    <T> T measure(Work<T> work) throws Exception {
        long start = System.nanoTime();
        double before = processor();
        T result = work.run();
        seconds.add((System.nanoTime() - start) / 1e9);
        processorSeconds.add(processor() - before);
        return result;
    }

    double median() {
        return median(seconds);
    }

    double processorMedian() {
        return median(processorSeconds);
    }

    double least() {
        return seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
    }

    double greatest() {
        return seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }

    static double median(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private double processor() {
        double sum = JavaProcess.processorSeconds(ProcessHandle.current());
        for (JavaProcess process : processes) {
            sum += process.processorSeconds();
        }
        return sum;
    }

    /** What is measured. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws Exception;
    }
}
