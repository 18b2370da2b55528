package org.datasync.sandbox.prospect2;

import java.util.Arrays;

/**
 * An ordered set of dense ids, one bit each: a tag on a million contacts takes 125 kB, and the page after an id is
 * found without looking at what lies before it.
 */
final class IdSet {
    private long[] words = new long[1];
    private int size;

    boolean add(int id) {
        int word = id >> 6;
        if (word >= words.length) {
            words = Arrays.copyOf(words, Math.max(word + 1, words.length * 2));
        }
        if (contains(id)) {
            return false;
        }
        words[word] |= 1L << id;
        size++;
        return true;
    }

    boolean remove(int id) {
        if (!contains(id)) {
            return false;
        }
        words[id >> 6] &= ~(1L << id);
        size--;
        return true;
    }

    boolean contains(int id) {
        int word = id >> 6;
        return word < words.length && (words[word] & 1L << id) != 0;
    }

    int size() {
        return size;
    }

    /** The smallest id above the given one, or -1. */
    int above(int id) {
        int from = Math.max(id + 1, 0);
        int word = from >> 6;
        if (word >= words.length) {
            return -1;
        }
        long bits = words[word] & -1L << from;
        while (bits == 0) {
            if (++word == words.length) {
                return -1;
            }
            bits = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** The largest id below the given one, or -1. */
    int below(int id) {
        int to = Math.min(id - 1, words.length * 64 - 1);
        if (to < 0) {
            return -1;
        }
        int word = to >> 6;
        long bits = words[word] & -1L >>> 63 - (to & 63);
        while (bits == 0) {
            if (--word < 0) {
                return -1;
            }
            bits = words[word];
        }
        return (word << 6) + 63 - Long.numberOfLeadingZeros(bits);
    }

    /** How many ids lie above the given one. */
    int countAbove(int id) {
        int from = Math.max(id + 1, 0);
        int word = from >> 6;
        if (word >= words.length) {
            return 0;
        }
        int count = Long.bitCount(words[word] & -1L << from);
        for (int i = word + 1; i < words.length; i++) {
            count += Long.bitCount(words[i]);
        }
        return count;
    }

    /** The id that has {@code skip} ids of the set between itself and {@code id}, or -1: an offset without a walk. */
    int above(int id, int skip) {
        int from = Math.max(id + 1, 0);
        int left = skip;
        for (int word = from >> 6; word < words.length; word++) {
            long bits = word == from >> 6 ? words[word] & -1L << from : words[word];
            int count = Long.bitCount(bits);
            if (count <= left) {
                left -= count;
                continue;
            }
            while (left-- > 0) {
                bits &= bits - 1;
            }
            return (word << 6) + Long.numberOfTrailingZeros(bits);
        }
        return -1;
    }
}
