package org.datasync.sandbox.system;

import static java.util.Objects.requireNonNull;

/**
 * One process of the system.
 *
 * @param number from 1
 */
public record Replica(Part part, int number) {
    public Replica {
        requireNonNull(part, "part");
        if (number < 1) {
            throw new IllegalArgumentException("replicas are counted from 1");
        }
    }

    /** The only one, or the first of several. */
    public static Replica of(Part part) {
        return new Replica(part, 1);
    }

    /** The name of the process and of its log. */
    @Override
    public String toString() {
        return number == 1 ? part.title() : part.title() + "-" + number;
    }
}
