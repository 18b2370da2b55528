package org.datasync.connector.walk;

/** How far a walk over the contacts of a tag is. */
final class Walk {
    final String tagId;
    long position;

    Walk(String tagId, long position) {
        this.tagId = tagId;
        this.position = position;
    }
}
