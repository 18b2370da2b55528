package org.datasync.sandbox.prospect2;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** Query parameters. A {@code +} that was not encoded is a blank, which is why an address with one is not found. */
final class Query {
    private final Map<String, List<String>> values = new LinkedHashMap<>();

    private Query() {}

    static Query parse(String raw) {
        var query = new Query();
        if (raw == null || raw.isEmpty()) {
            return query;
        }
        for (var pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            var name = decode(equals < 0 ? pair : pair.substring(0, equals));
            var value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            query.values.computeIfAbsent(name, unused -> new ArrayList<>()).add(value);
        }
        return query;
    }

    /** As if these had not been sent. */
    Query without(Set<String> names) {
        var rest = new Query();
        rest.values.putAll(values);
        rest.values.keySet().removeAll(names);
        return rest;
    }

    /** The last value, as PHP has it, or null. */
    String get(String name) {
        var all = values.get(name);
        return all == null ? null : all.get(all.size() - 1);
    }

    List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** A number, or the default where the parameter is missing or none. */
    int number(String name, int otherwise) {
        return number(get(name)).orElse(otherwise);
    }

    Map<String, List<String>> values() {
        return values;
    }

    static OptionalInt number(String text) {
        if (text == null || !text.matches("-?\\d{1,9}")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(text));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // A stray per cent sign stands for itself.
        }
    }
}
