package org.datasync.connector.change;

import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.delta.v1.Processing;

/** By which kind of request a row is applied. */
public enum Lane {
    /** Bulk import that starts automations. */
    BULK,
    /** Bulk import that starts none. */
    BULK_QUIET,
    /** Single calls: only they fire webhooks. */
    CALL,
    /** Removal of a tag of which it is not decided yet how to find its id. */
    SEEK,
    /** Removal of a tag by its id, or after a look-up. */
    UNTAG;

    static Lane of(Operation operation, Processing processing) {
        if (operation == Operation.UNTAG) {
            return SEEK;
        }
        if (processing.triggerWebhooks()) {
            return CALL;
        }
        return processing.triggerAutomations() ? BULK : BULK_QUIET;
    }
}
