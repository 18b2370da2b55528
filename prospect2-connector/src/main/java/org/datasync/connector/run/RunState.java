package org.datasync.connector.run;

/** Where a run is, seen from the connector. */
public enum RunState {
    /** Its rows are sent as they come. */
    OPEN,
    /** What is not sent yet settles as cancelled. */
    CANCELLING,
    /** It cannot be applied: what is not sent yet settles as failed. */
    FAILING,
    /** Every row is there and settled. Whatever comes now is refused. */
    CLOSED
}
