package org.datasync.connector.budget;

/** What a request is for, the most urgent first. */
public enum Use {
    /** Bulk import of several contacts: one request for up to 250 rows. */
    IMPORT,
    /** Bulk import of one contact, with a limit of its own. */
    SINGLE_IMPORT,
    /** Questions about tags, fields and why contacts failed: others wait for the answer. */
    CONTROL,
    /** Calls for one contact. */
    CALL,
    /** Questions how far bulk imports are: what was imported is in effect, whether we know or not. */
    PROGRESS,
    /** What only makes later work cheaper. */
    SPARE
}
