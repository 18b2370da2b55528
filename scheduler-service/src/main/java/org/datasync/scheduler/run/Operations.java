package org.datasync.scheduler.run;

import jakarta.persistence.Embeddable;
import org.datasync.contracts.delta.v1.OperationCounts;

/** Address operations by kind, as columns; null as a whole until known. */
@Embeddable
record Operations(Long tag, Long update, Long untag) {
    static Operations of(OperationCounts counts) {
        return new Operations(counts.tag(), counts.update(), counts.untag());
    }

    OperationCounts toCounts() {
        return new OperationCounts(tag, update, untag);
    }
}
