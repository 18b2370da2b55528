package org.datasync.sandbox.prospect2;

/** A custom field. {@code perstag} is the name that mail templates and importers use; the id differs per account. */
record Field(int id, String title, String type, String perstag, long createdAt) {}
