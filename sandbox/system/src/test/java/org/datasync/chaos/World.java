package org.datasync.chaos;

import java.util.Collections;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the tables of Tessitura say for one sync at one moment.
 *
 * @param eligible by member: the addresses that may have the tag, none for some
 */
record World(SortedMap<Integer, SortedSet<String>> eligible) {
    World {
        var copy = new TreeMap<Integer, SortedSet<String>>();
        eligible.forEach(
                (member, addresses) -> copy.put(member, Collections.unmodifiableSortedSet(new TreeSet<>(addresses))));
        eligible = Collections.unmodifiableSortedMap(copy);
    }

    boolean isMember(int constituent) {
        return eligible.containsKey(constituent);
    }

    Set<String> addresses(int constituent) {
        return eligible.getOrDefault(constituent, Collections.emptySortedSet());
    }

    /** What a run sees that copied the list now and read the addresses then. */
    World withAddressesOf(World later) {
        var mixed = new TreeMap<Integer, SortedSet<String>>(eligible);
        mixed.replaceAll((member, addresses) -> later.eligible.getOrDefault(member, addresses));
        return new World(mixed);
    }
}
