package org.datasync.connector.change;

/** Where a work row is. */
public enum RowState {
    /** Waits to be sent. */
    READY,
    /** In a bulk batch. */
    BATCHED,
    /** A call for it is under way, or was when its worker died. */
    CALLING,
    /** The outcome is known and waits for its settlement. */
    KNOWN,
    /** The outcome is recorded together with the event that tells it. */
    SETTLED,
    /** A record without addresses: only remembered as received. */
    EMPTY
}
