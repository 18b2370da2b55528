package org.datasync.connector.call;

import java.time.Instant;
import org.datasync.connector.association.AssociationRepository.Association;
import org.datasync.contracts.tagging.v1.Outcome;

/** What the calls for one row came to. */
sealed interface CallResult {
    /**
     * Final.
     *
     * @param ids what is known of the association now; null: it is gone
     */
    record Final(Outcome outcome, String reason, Association ids) implements CallResult {}

    /**
     * An attempt failed for a passing reason.
     *
     * @param inDoubt whether it may have taken effect
     * @param most attempts after which it is final; 0: as configured
     */
    record Failed(String reason, boolean inDoubt, int most) implements CallResult {}

    /** Nothing failed, but it is too early. */
    record TooEarly(Instant next) implements CallResult {}

    /**
     * The account rests or is blocked: back to where it was.
     *
     * @param inDoubt whether it may have taken effect
     */
    record NotDone(boolean inDoubt) implements CallResult {}
}
