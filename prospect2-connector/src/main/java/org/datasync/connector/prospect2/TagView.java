package org.datasync.connector.prospect2;

/** A contact tag as Prospect2 has it. */
public record TagView(String id, String name) {}
