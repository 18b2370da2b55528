package org.datasync.sandbox.prospect2;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The custom fields of the account. */
final class Fields {
    private final TreeMap<Integer, Field> byId = new TreeMap<>();
    private int lastValueId;

    Field add(int id, String title, String type, String perstag, long now) {
        int used = id > 0 ? id : byId.isEmpty() ? 1 : byId.lastKey() + 1;
        var field = new Field(used, title, type, perstag, now);
        if (byId.putIfAbsent(used, field) != null) {
            throw new IllegalArgumentException("a field with id %d exists".formatted(used));
        }
        return field;
    }

    /** Null when there is none. */
    Field get(int id) {
        return byId.get(id);
    }

    Collection<Field> all() {
        return byId.values();
    }

    int lastValueId() {
        return lastValueId;
    }

    /** The next value gets the id after this one. */
    void continueAfter(int id) {
        lastValueId = id;
    }

    int nextValueId() {
        return ++lastValueId;
    }

    /** Values by personalisation tag. */
    Map<String, String> named(FieldValues values) {
        var named = new LinkedHashMap<String, String>();
        for (int i = 0; i < values.size(); i++) {
            named.put(byId.get(values.field(i)).perstag(), values.value(i));
        }
        return named;
    }
}
