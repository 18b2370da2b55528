package org.datasync.delta.database;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * How the database objects are called, each with its schema.
 *
 * @param p2 what our tables begin with
 * @param contents the baseline
 * @param views what our views begin with
 * @param tessitura the schema of the vendor's tables, with the dot
 */
public record Names(String p2, String contents, String views, String tessitura) {
    public static final Names DEFAULT = new Names("dbo.LT_P2_", "dbo.LT_P2_LIST_CONTENTS", "dbo.LV_P2_", "dbo.");

    public Names {
        requireNonNull(p2, "p2");
        requireNonNull(contents, "contents");
        requireNonNull(views, "views");
        requireNonNull(tessitura, "tessitura");
    }

    Map<String, String> tokens() {
        return Map.of("p2", p2, "contents", contents, "views", views, "tessitura", tessitura);
    }
}
