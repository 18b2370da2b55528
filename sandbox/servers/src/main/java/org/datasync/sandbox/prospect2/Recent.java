package org.datasync.sandbox.prospect2;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest records of a log; what is older is dropped, only the count goes on. */
final class Recent<T> {
    private final int capacity;
    private final Deque<T> records = new ArrayDeque<>();
    private long total;

    Recent(int capacity) {
        this.capacity = capacity;
    }

    synchronized void add(T item) {
        if (records.size() == capacity) {
            records.pollFirst();
        }
        records.addLast(item);
        total++;
    }

    synchronized List<T> list() {
        return List.copyOf(records);
    }

    /** Also those that were dropped. */
    synchronized long total() {
        return total;
    }

    synchronized void clear() {
        records.clear();
        total = 0;
    }
}
