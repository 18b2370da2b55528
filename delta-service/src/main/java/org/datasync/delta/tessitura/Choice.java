package org.datasync.delta.tessitura;

/** An entry of a drop-down list. */
public record Choice(int id, String description) {}
