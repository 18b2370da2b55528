package org.datasync.sandbox.prospect2;

/** One tag on one contact, with the id that a removal needs. */
record Association(int id, Contact contact, Tag tag, long createdAt) {}
