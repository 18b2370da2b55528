package org.datasync.connector.prospect2;

/** How the account is. */
public enum AccountState {
    /** Nothing was sent yet. */
    UNKNOWN,
    CONNECTED,
    /** Rests for a while: too fast, or no proper answers. */
    RESTING,
    /** Many contacts of a bulk import failed without a reason: imports rest, the other work goes on. */
    SUSPECT,
    /** Refuses us: key, rights or payment. Work waits; the account is tried from time to time. */
    BLOCKED
}
