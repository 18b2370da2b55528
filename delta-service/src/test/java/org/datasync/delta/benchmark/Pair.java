package org.datasync.delta.benchmark;

/** The same work by the service and barely. */
record Pair(Timing service, Timing bare) {
    /** How many times as long the service takes. */
    double ratio() {
        return service.median() / bare.median();
    }

    double processorRatio() {
        return service.processorMedian() / bare.processorMedian();
    }
}
