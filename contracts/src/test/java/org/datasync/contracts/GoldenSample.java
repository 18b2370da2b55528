package org.datasync.contracts;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** An event of a released shape as it was on the wire, in {@code <Record>.json} or {@code <Record>-<case>.json}. */
record GoldenSample(String path, Class<? extends Event> type, JsonNode json) {

    private static final List<GoldenSample> ALL = Resources.json("golden", ".json").entrySet().stream()
            .map(file -> new GoldenSample(file.getKey(), type(file.getKey()), file.getValue()))
            .toList();

    static Stream<GoldenSample> all() {
        return ALL.stream();
    }

    static GoldenSample of(String path) {
        return all().filter(sample -> sample.path.equals(path)).findFirst().orElseThrow();
    }

    private static Class<? extends Event> type(String path) {
        return Records.EVENTS.stream()
                .filter(type -> path.split("-", 2)[0].equals(Records.path(type)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no record for golden/" + path));
    }

    Event event() throws IOException {
        return read(json);
    }

    Event read(JsonNode changed) throws IOException {
        return EventJson.read(changed.toString().getBytes(StandardCharsets.UTF_8), type);
    }

    /** A copy with another value at the place; null leaves the field out. */
    JsonNode with(JsonPointer place, JsonNode value) {
        JsonNode copy = json.deepCopy();
        JsonNode parent = copy.at(place.head());
        if (parent instanceof ArrayNode array) {
            array.set(place.last().getMatchingIndex(), value);
        } else if (value == null) {
            ((ObjectNode) parent).remove(place.last().getMatchingProperty());
        } else {
            ((ObjectNode) parent).set(place.last().getMatchingProperty(), value);
        }
        return copy;
    }

    /** Every value in the sample that a shape describes. */
    List<Place> places() {
        List<Place> places = new ArrayList<>();
        collect(json, JsonPointer.empty(), Records.path(type), places);
        return places;
    }

    private static void collect(JsonNode node, JsonPointer at, String type, List<Place> places) {
        if (type.startsWith("array of ")) {
            String element = type.substring("array of ".length());
            for (int i = 0; i < node.size(); i++) {
                places.add(new Place(at.appendIndex(i), null, null, element));
                collect(node.get(i), at.appendIndex(i), element, places);
            }
        } else if (JavaShapes.ALL.containsKey(type)) {
            JavaShapes.ALL.get(type).fields().forEach((name, field) -> {
                if (node.has(name)) {
                    places.add(new Place(at.appendProperty(name), type, name, field.type()));
                    collect(node.get(name), at.appendProperty(name), field.type(), places);
                }
            });
        }
    }

    @Override
    public String toString() {
        return path;
    }

    /**
     * A value in a sample.
     *
     * @param owner the shape whose field it is; null for an element of an array
     * @param field null for an element of an array
     * @param type as in {@link Shape.Field}
     */
    record Place(JsonPointer pointer, String owner, String field, String type) {
        boolean isField() {
            return field != null;
        }

        boolean isRequired() {
            return isField() && JavaShapes.ALL.get(owner).fields().get(field).required();
        }

        boolean isEnumeration() {
            return JavaShapes.ALL.containsKey(type)
                    && !JavaShapes.ALL.get(type).values().isEmpty();
        }
    }
}
