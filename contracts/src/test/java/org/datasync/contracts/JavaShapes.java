package org.datasync.contracts;

import static java.util.Map.entry;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The shapes of today's records and of everything in them, by reflection. */
final class JavaShapes {
    private static final Map<Class<?>, String> PLAIN = Map.ofEntries(
            entry(String.class, "string"),
            entry(UUID.class, "string uuid"),
            entry(Instant.class, "string date-time"),
            entry(int.class, "integer int32"),
            entry(Integer.class, "integer int32"),
            entry(long.class, "integer int64"),
            entry(Long.class, "integer int64"),
            entry(boolean.class, "boolean"));

    static final Map<String, Shape> ALL = all();

    private final Map<String, Shape> found = new TreeMap<>();

    private JavaShapes() {}

    private static Map<String, Shape> all() {
        JavaShapes shapes = new JavaShapes();
        Records.EVENTS.forEach(shapes::type);
        return shapes.found;
    }

    private String type(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            String container = generic.getRawType() == List.class ? "array of " : "map of ";
            return container + type(arguments[arguments.length - 1]);
        }
        Class<?> plain = (Class<?>) type;
        if (PLAIN.containsKey(plain)) {
            return PLAIN.get(plain);
        }
        String path = Records.path(plain);
        found.put(path, plain.isEnum() ? enumeration(plain) : record(plain));
        return path;
    }

    private static Shape enumeration(Class<?> type) {
        Set<String> values =
                Arrays.stream(type.getEnumConstants()).map(Object::toString).collect(Collectors.toSet());
        return new Shape(null, values);
    }

    private Shape record(Class<?> type) {
        Map<String, Shape.Field> fields = new TreeMap<>();
        RecordComponent[] components = type.getRecordComponents();
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            boolean required = component.getType().isPrimitive() || Records.refusesNull(type, i);
            fields.put(name(component), new Shape.Field(type(component.getGenericType()), required));
        }
        return new Shape(fields, null);
    }

    private static String name(RecordComponent component) {
        JsonProperty renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }
}
