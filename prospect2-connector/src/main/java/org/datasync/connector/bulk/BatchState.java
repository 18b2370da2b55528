package org.datasync.connector.bulk;

/** Where a bulk batch is. */
enum BatchState {
    /** Its rows are chosen; to be sent, for the first time or again. */
    PLANNED,
    /** The request is under way; found so by anybody else, it is in doubt. */
    SENDING,
    /** Prospect2 has taken it and is asked now and then. */
    SENT,
    /** Its rows are settled, or went to other batches. */
    ENDED
}
