package org.datasync.sandbox.prospect2;

/** A tag and the contacts that carry it. A tag without a type exists, but is not shown. */
final class Tag {
    final int id;
    final String type;
    final long createdAt;
    String name;
    String description;
    long updatedAt;
    final IdSet contacts = new IdSet();

    Tag(int id, String type, String name, String description, long createdAt) {
        this.id = id;
        this.type = type;
        this.name = name;
        this.description = description;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }
}
