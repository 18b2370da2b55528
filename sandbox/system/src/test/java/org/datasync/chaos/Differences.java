package org.datasync.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What is not as it has to be. Addresses are made up here, so they may be told. */
final class Differences {
    private static final int SHOWN = 5;

    private final List<String> found = new ArrayList<>();

    void add(String format, Object... arguments) {
        found.add(format.formatted(arguments));
    }

    void equal(Object what, String name, long expected, long actual) {
        if (expected != actual) {
            add("%s: %s should be %d and is %d", what, name, expected, actual);
        }
    }

    void same(String what, Collection<String> expected, Collection<String> actual) {
        contains(what + " lacks", expected, actual);
        contains(what + " has too much", actual, expected);
    }

    /** @param what begins the sentence about those that are not contained */
    void contains(String what, Collection<String> wanted, Collection<String> there) {
        var missing = new TreeSet<>(wanted);
        missing.removeAll(there);
        if (!missing.isEmpty()) {
            add(
                    "%s %d: %s%s",
                    what, missing.size(), missing.stream().limit(SHOWN).toList(), missing.size() > SHOWN ? " …" : "");
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<String> list() {
        return List.copyOf(found);
    }
}
