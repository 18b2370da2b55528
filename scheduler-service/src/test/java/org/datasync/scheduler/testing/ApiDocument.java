package org.datasync.scheduler.testing;

import static com.networknt.schema.SpecificationVersion.DRAFT_2020_12;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The committed OpenAPI document, and what it has against an answer. */
public final class ApiDocument {
    public static final JsonNode ROOT = read();

    private static final String IRI = "https://sync.example.org/openapi.json";
    private static final SchemaRegistry REGISTRY =
            SchemaRegistry.withDefaultDialect(DRAFT_2020_12, registry -> registry.schemas(Map.of(IRI, ROOT.toString()))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .formatAssertionsEnabled(true)
                            .build()));

    private ApiDocument() {}

    private static JsonNode read() {
        try (var file = ApiDocument.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is wrong with an answer of the service: nothing, or sentences. */
    public static List<String> errors(String method, String path, int status, String contentType, String body) {
        Optional<String> template = template(path);
        boolean unknown = template.isEmpty();
        if (unknown || status == 405 || status == 406) {
            return List.of(401, 404, 405, 406).contains(status)
                    ? schemaErrors("/components/schemas/Problem", body)
                    : List.of("%s is not in the document".formatted(path));
        }
        String operation = "/paths/%s/%s".formatted(escaped(template.get()), method.toLowerCase(Locale.ROOT));
        String response = target(operation + "/responses/" + status);
        if (ROOT.at(response).isMissingNode()) {
            return List.of("%s %s may not answer %d: %s".formatted(method, path, status, body));
        }
        List<String> errors = new ArrayList<>();
        JsonNode content = ROOT.at(response).path("content");
        if (content.isMissingNode()) {
            return body.isEmpty() ? errors : List.of("%d has no content: %s".formatted(status, body));
        }
        if (body.isEmpty()) {
            return status == 403 ? errors : List.of("%d has content".formatted(status));
        }
        String type = contentType == null ? "" : contentType.split(";", 2)[0].strip();
        if (!content.has(type)) {
            return List.of("%s %s may not answer %d as %s".formatted(method, path, status, contentType));
        }
        if (type.endsWith("json")) {
            errors.addAll(schemaErrors(response + "/content/" + escaped(type) + "/schema", body));
        }
        return errors;
    }

    /** Headers that the document promises with this answer. */
    public static List<String> headers(String method, String path, int status) {
        return template(path)
                .map(template -> target("/paths/%s/%s/responses/%d"
                        .formatted(escaped(template), method.toLowerCase(Locale.ROOT), status)))
                .map(response -> {
                    List<String> names = new ArrayList<>();
                    ROOT.at(response + "/headers").fieldNames().forEachRemaining(names::add);
                    return names;
                })
                .orElse(List.of());
    }

    /** What the schema at a place in the document has against this JSON. */
    public static List<String> schemaErrors(String pointer, String json) {
        return REGISTRY
                .getSchema(SchemaLocation.of(IRI + "#" + target(pointer)))
                .validate(json, InputFormat.JSON)
                .stream()
                .map(Object::toString)
                .toList();
    }

    /** The place itself, or the one it refers to. */
    public static String target(String pointer) {
        JsonNode reference = ROOT.at(pointer).path("$ref");
        return reference.isTextual() ? target(reference.asText().substring(1)) : pointer;
    }

    public static String escaped(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }

    /** The path of the document; one without a parameter goes before one with. */
    private static Optional<String> template(String path) {
        List<String> matching = new ArrayList<>();
        ROOT.path("paths").fieldNames().forEachRemaining(template -> {
            if (path.matches(template.replaceAll("[{][^}]+}", "[^/]+"))) {
                matching.add(template);
            }
        });
        return matching.stream()
                .filter(template -> !template.contains("{"))
                .findFirst()
                .or(() -> matching.stream().findFirst());
    }
}
