package org.datasync.connector.prospect2;

/**
 * A contact tag as Prospect2 has it.
 *
 * @param contacts how many carry it, or {@link #NOT_KNOWN}
 */
public record TagView(String id, String name, long contacts) {
    /** The answer does not tell. */
    public static final long NOT_KNOWN = -1;
}
