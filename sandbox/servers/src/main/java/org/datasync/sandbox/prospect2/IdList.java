package org.datasync.sandbox.prospect2;

import java.util.Arrays;
import java.util.function.IntConsumer;

/** Ids in the order in which they came, four bytes each. */
final class IdList {
    private int[] ids = new int[8];
    private int size;

    void add(int id) {
        if (size == ids.length) {
            ids = Arrays.copyOf(ids, size * 2);
        }
        ids[size++] = id;
    }

    int size() {
        return size;
    }

    void forEach(IntConsumer action) {
        for (int i = 0; i < size; i++) {
            action.accept(ids[i]);
        }
    }
}
