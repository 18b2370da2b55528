package org.datasync.connector.prospect2;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request as the API wants it.
 *
 * @param path below {@code /api/3}, with the query
 * @param body JSON, or null
 * @param bulk whether answers have the forms of bulk import
 */
record Request(String method, String path, byte[] body, boolean bulk) {
    static Request get(String path) {
        return new Request("GET", path, null, false);
    }

    static Request delete(String path) {
        return new Request("DELETE", path, null, false);
    }

    static Request post(String path, byte[] body) {
        return new Request("POST", path, body, false);
    }

    /** Whether a repeated request could do more than the first. */
    boolean writes() {
        return !method.equals("GET");
    }

    boolean deletes() {
        return method.equals("DELETE");
    }

    /** Without query and body: both may hold an address. */
    @Override
    public String toString() {
        int query = path.indexOf('?');
        return method + " " + (query < 0 ? path : path.substring(0, query));
    }

    /** Builds the query; names and values are encoded, {@code +} as {@code %2B}. */
    static final class Query {
        private final String path;
        private final List<String> parts = new ArrayList<>();

        Query(String path) {
            this.path = path;
        }

        Query with(String name, Object value) {
            parts.add(encode(name) + "=" + encode(String.valueOf(value)));
            return this;
        }

        String build() {
            return path + "?" + String.join("&", parts);
        }

        private static String encode(String text) {
            return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
        }
    }
}
