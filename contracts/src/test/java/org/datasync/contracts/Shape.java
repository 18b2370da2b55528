package org.datasync.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A type on the wire: a record has fields, an enumeration has values. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record Shape(Map<String, Field> fields, Set<String> values) {
    Shape {
        fields = fields == null ? Map.of() : new TreeMap<>(fields);
        values = values == null ? Set.of() : new TreeSet<>(values);
    }

    /** @param type a JSON type with its format, {@code array of …}, {@code map of …} or the path of a shape */
    record Field(String type, boolean required) {}
}
