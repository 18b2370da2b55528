package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Limit and offset of a list. */
record Page(int limit, int offset) {
    private static final int LARGEST = 100;

    static Page of(Query query, int otherwise, Settings settings) {
        int limit = query.number("limit", otherwise);
        if (limit < 1) {
            limit = otherwise;
        }
        if (limit > LARGEST && !settings.switches().largePages()) {
            limit = LARGEST;
        }
        return new Page(limit, Math.max(0, query.number("offset", 0)));
    }

    <T> List<T> of(List<T> all) {
        int from = Math.min(offset, all.size());
        return all.subList(from, Math.min(from + limit, all.size()));
    }

    /** Totals are texts. */
    static ObjectNode meta(int total) {
        return Json.object().put("total", String.valueOf(total));
    }
}
