package org.datasync.connector.change;

import java.time.Instant;
import org.datasync.contracts.delta.v1.Operation;

/**
 * One address operation of one run.
 *
 * @param profile JSON, null for a removal
 * @param firstFailedAt null while nothing has failed
 * @param inDoubt whether a call for it may have taken effect although nobody said so
 * @param since when it came into its state
 */
public record TagChange(
        long id,
        long runNo,
        long sequence,
        int addressNo,
        int constituentNo,
        Operation operation,
        String address,
        String addressKey,
        String profile,
        Lane lane,
        int attempt,
        Instant firstFailedAt,
        boolean inDoubt,
        Instant since) {

    /** What makes rows twins. */
    public Sameness sameness() {
        return new Sameness(runNo, operation, addressKey);
    }

    /** Without address and profile: they are personal data. */
    @Override
    public String toString() {
        return "TagChange[id=" + id + ", operation=" + operation + "]";
    }

    /** Rows that agree in this are sent once and settle alike. */
    public record Sameness(long runNo, Operation operation, String addressKey) {
        @Override
        public String toString() {
            return "Sameness[runNo=" + runNo + ", operation=" + operation + "]";
        }
    }
}
