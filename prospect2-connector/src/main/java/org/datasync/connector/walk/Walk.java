package org.datasync.connector.walk;

/** How far a walk over the contacts of a tag is. */
final class Walk {
    final String tagId;
    long position;
    private long pagesLeft;
    private int failuresLeft = 50;

    Walk(String tagId, long position, long pages) {
        this.tagId = tagId;
        this.position = position;
        this.pagesLeft = pages;
    }

    /** Whether the walk has cost as much as it was meant to save: the tag has more contacts than was said. */
    boolean isTooLong() {
        return --pagesLeft <= 0;
    }

    /** Whether pages have failed so often that there is another reason than a passing one. */
    boolean isHopeless() {
        return --failuresLeft <= 0;
    }
}
