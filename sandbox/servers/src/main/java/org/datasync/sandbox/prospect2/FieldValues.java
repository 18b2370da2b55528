package org.datasync.sandbox.prospect2;

import java.util.Arrays;

/** The custom field values of one contact: small, immutable, so that a snapshot costs nothing. */
final class FieldValues {
    static final FieldValues NONE = new FieldValues(new int[0], new String[0]);

    /** Field id and value id in turn. */
    private final int[] ids;

    private final String[] values;

    private FieldValues(int[] ids, String[] values) {
        this.ids = ids;
        this.values = values;
    }

    int size() {
        return values.length;
    }

    int field(int index) {
        return ids[2 * index];
    }

    int id(int index) {
        return ids[2 * index + 1];
    }

    String value(int index) {
        return values[index];
    }

    /** The position of a field's value, or -1. */
    int indexOf(int field) {
        for (int i = 0; i < values.length; i++) {
            if (ids[2 * i] == field) {
                return i;
            }
        }
        return -1;
    }

    FieldValues with(int field, int valueId, String value) {
        int at = indexOf(field);
        if (at >= 0) {
            var changed = values.clone();
            changed[at] = value;
            return new FieldValues(ids, changed);
        }
        int size = values.length;
        var moreIds = Arrays.copyOf(ids, 2 * size + 2);
        moreIds[2 * size] = field;
        moreIds[2 * size + 1] = valueId;
        var more = Arrays.copyOf(values, size + 1);
        more[size] = value;
        return new FieldValues(moreIds, more);
    }

    FieldValues without(int field) {
        int at = indexOf(field);
        if (at < 0) {
            return this;
        }
        var fewerIds = new int[ids.length - 2];
        System.arraycopy(ids, 0, fewerIds, 0, 2 * at);
        System.arraycopy(ids, 2 * at + 2, fewerIds, 2 * at, fewerIds.length - 2 * at);
        var fewer = new String[values.length - 1];
        System.arraycopy(values, 0, fewer, 0, at);
        System.arraycopy(values, at + 1, fewer, at, fewer.length - at);
        return new FieldValues(fewerIds, fewer);
    }
}
