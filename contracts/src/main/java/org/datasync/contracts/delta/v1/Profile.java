package org.datasync.contracts.delta.v1;

import java.util.Map;
import java.util.TreeMap;

/**
 * Contact data of a constituent.
 *
 * @param firstName null if Tessitura has none: the contact keeps its own
 * @param lastName as {@code firstName}
 * @param fields values of custom fields by personalisation tag, for example {@code CUSTOMER_NO}
 */
public record Profile(String firstName, String lastName, Map<String, String> fields) {
    public static final Profile EMPTY = new Profile(null, null, Map.of());

    public Profile {
        fields = fields == null ? Map.of() : Map.copyOf(fields);
    }

    /** In the order of the names, so that the same profile is always the same JSON. */
    @Override
    public Map<String, String> fields() {
        return new TreeMap<>(fields);
    }

    /** Without the values: they are personal data and must not end in a log. */
    @Override
    public String toString() {
        return "Profile[fields=" + new TreeMap<>(fields).keySet() + "]";
    }
}
