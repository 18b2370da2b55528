package org.datasync.connector.prospect2;

/**
 * A contact tag as Prospect2 has it.
 *
 * @param contacts how many carry it, as far as known
 */
public record TagView(String id, String name, long contacts) {}
