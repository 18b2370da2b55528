package org.datasync.delta.tessitura;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * An element of a list's output set, as Tessitura stores it: one value per constituent, from
 * {@code SELECT customer_no, <select> FROM <from> WHERE <where>}.
 *
 * @param title what people call it
 * @param where empty without a condition
 */
public record OutputElement(String title, String select, String from, String where) {
    public OutputElement {
        requireNonNull(title, "title");
        requireNonNull(select, "select");
        requireNonNull(from, "from");
        requireNonNull(where, "where");
    }

    /** The personalisation tag of the custom field: the title in capitals, other characters as underscores. */
    public String tag() {
        return title.strip()
                .toUpperCase(Locale.ROOT)
                .replaceAll("[^A-Z0-9]+", "_")
                .replaceAll("^_|_$", "");
    }

    /** The query for the values. */
    public String values() {
        return "SELECT customer_no, " + select + " AS element_value FROM " + from
                + (where.isBlank() ? "" : " WHERE " + where);
    }
}
