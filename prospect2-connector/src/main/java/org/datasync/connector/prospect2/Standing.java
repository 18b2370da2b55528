package org.datasync.connector.prospect2;

/** How an address stands in the account. */
public enum Standing {
    ABSENT,
    PRESENT,
    /** Mail to it came back: bulk import does not take it. */
    BOUNCED
}
