package org.datasync.contracts;

import static com.networknt.schema.SpecificationVersion.DRAFT_2020_12;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The JSON Schemas as published: validation with them, and the shapes they describe. */
final class Schemas {
    static final String SUFFIX = ".schema.json";
    static final Map<String, JsonNode> ALL = Resources.json("schema", SUFFIX);

    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(
                    SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));

    private Schemas() {}

    /** What the schema of the record has against this JSON. */
    static List<String> errors(Class<? extends Event> type, JsonNode json) {
        return errors("classpath:schema/" + Records.path(type) + SUFFIX, json);
    }

    /** What JSON Schema itself has against this schema. */
    static List<String> errors(JsonNode schema) {
        return errors(DRAFT_2020_12.getDialectId(), schema);
    }

    private static List<String> errors(String location, JsonNode json) {
        Schema schema = REGISTRY.getSchema(SchemaLocation.of(location));
        return schema.validate(json.toString(), InputFormat.JSON).stream()
                .map(Object::toString)
                .toList();
    }

    static Map<String, Shape> shapes() {
        Map<String, Shape> shapes = new TreeMap<>();
        ALL.forEach((path, schema) -> {
            shapes.put(path, shape(path, schema));
            schema.path("$defs")
                    .properties()
                    .forEach(nested -> shapes.put(path + "#" + nested.getKey(), shape(path, nested.getValue())));
        });
        return shapes;
    }

    private static Shape shape(String path, JsonNode schema) {
        Set<String> required = new TreeSet<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        Map<String, Shape.Field> fields = new TreeMap<>();
        schema.path("properties")
                .properties()
                .forEach(field -> fields.put(
                        field.getKey(),
                        new Shape.Field(type(path, field.getValue()), required.contains(field.getKey()))));
        Set<String> values = new TreeSet<>();
        schema.path("anyOf").findValues("const").forEach(value -> values.add(value.asText()));
        return new Shape(fields, values);
    }

    private static String type(String path, JsonNode schema) {
        if (schema.has("$ref")) {
            return target(path, schema.get("$ref").asText());
        }
        String type = schema.get("type").asText();
        if (type.equals("array")) {
            return "array of " + type(path, schema.get("items"));
        }
        if (type.equals("object")) {
            return "map of " + type(path, schema.get("additionalProperties"));
        }
        return schema.has("format") ? type + " " + schema.get("format").asText() : type;
    }

    private static String target(String path, String reference) {
        if (reference.startsWith("#/$defs/")) {
            return path + reference.replace("/$defs/", "");
        }
        return URI.create("/" + path).resolve(reference).getPath().substring(1).replace(SUFFIX, "");
    }
}
