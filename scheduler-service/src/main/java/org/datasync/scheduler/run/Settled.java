package org.datasync.scheduler.run;

import jakarta.persistence.Embeddable;
import org.datasync.contracts.tagging.v1.Outcome;

/** How the address operations of one kind ended so far. */
@Embeddable
record Settled(long done, long already, long rejected, long failed, long unknown, long cancelled) {
    static final Settled NONE = new Settled(0, 0, 0, 0, 0, 0);

    Settled plus(Outcome outcome) {
        return switch (outcome) {
            case DONE -> new Settled(done + 1, already, rejected, failed, unknown, cancelled);
            case ALREADY -> new Settled(done, already + 1, rejected, failed, unknown, cancelled);
            case REJECTED -> new Settled(done, already, rejected + 1, failed, unknown, cancelled);
            case FAILED -> new Settled(done, already, rejected, failed + 1, unknown, cancelled);
            case UNKNOWN -> new Settled(done, already, rejected, failed, unknown + 1, cancelled);
            case CANCELLED -> new Settled(done, already, rejected, failed, unknown, cancelled + 1);
        };
    }

    long sum() {
        return done + already + rejected + failed + unknown + cancelled;
    }

    long problems() {
        return rejected + failed + unknown;
    }
}
