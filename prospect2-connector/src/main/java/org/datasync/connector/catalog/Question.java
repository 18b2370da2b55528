package org.datasync.connector.catalog;

import java.util.List;

/** What an operator wants to know from Prospect2; asked through the database, since only the leader may send. */
record Question(String id, Kind kind, String argument) {
    /** The kinds of questions. */
    enum Kind {
        /** Tags whose name contains the argument. */
        TAGS,
        /** The tag with that id. */
        TAG,
        /** All custom fields. */
        FIELDS,
        /** Whether we are let in. */
        TEST
    }

    /**
     * What came of it.
     *
     * @param problem why there is no answer; null if there is one
     */
    record Answer(List<Item> items, String problem) {
        Answer {
            items = items == null ? List.of() : List.copyOf(items);
        }
    }

    /**
     * A tag or a field.
     *
     * @param title of a field
     */
    record Item(String id, String name, String title) {}
}
