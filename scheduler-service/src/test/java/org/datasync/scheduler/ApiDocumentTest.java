package org.datasync.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.datasync.scheduler.testing.ApiDocument.ROOT;
import static org.datasync.scheduler.testing.ApiDocument.escaped;
import static org.datasync.scheduler.testing.ApiDocument.target;

import com.fasterxml.jackson.databind.JsonNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.datasync.scheduler.testing.ApiDocument;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The document says what the resources do, no less and no more; the ITs hold every answer to it. */
class ApiDocumentTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /** What a caller can see of one operation. */
    private record Shape(Set<String> parameters, Set<String> consumes, Set<String> produces) {
        Shape and(Shape other) {
            return new Shape(
                    union(parameters, other.parameters),
                    union(consumes, other.consumes),
                    union(produces, other.produces));
        }

        private static Set<String> union(Set<String> one, Set<String> other) {
            Set<String> both = new TreeSet<>(one);
            both.addAll(other);
            return both;
        }
    }

    @Test
    void everyOperationIsDescribedWithItsParametersAndMediaTypes() {
        assertThat(documented()).isEqualTo(implemented());
    }

    @Test
    void anAnswerThatIsNotAsDescribedIsFound() {
        String json = "application/json";
        assertThat(ApiDocument.errors("GET", "/api/v1/tags", 200, json, "{\"items\":[]}"))
                .isEmpty();
        assertThat(ApiDocument.errors("GET", "/api/v1/tags", 200, json, "{\"items\":[{\"id\":\"7\"}]}"))
                .isNotEmpty();
        assertThat(ApiDocument.errors("GET", "/api/v1/tags", 200, "text/html", "{\"items\":[]}"))
                .isNotEmpty();
        assertThat(ApiDocument.errors("GET", "/api/v1/tags", 201, json, "{\"items\":[]}"))
                .isNotEmpty();
        assertThat(ApiDocument.errors("GET", "/api/v1/nothing", 200, json, "{}"))
                .isNotEmpty();
        assertThat(ApiDocument.errors("GET", "/api/v1/runs/7", 404, "application/problem+json", "{}"))
                .isNotEmpty();
    }

    private static Map<String, Shape> implemented() {
        Map<String, Shape> shapes = new TreeMap<>();
        new ClassFileImporter()
                .importPackages("org.datasync.scheduler").stream()
                        .filter(type -> type.isAnnotatedWith(Path.class) && !type.isInterface())
                        .map(JavaClass::reflect)
                        .forEach(type -> add(type, shapes));
        return shapes;
    }

    private static void add(Class<?> type, Map<String, Shape> shapes) {
        for (Method method : type.getDeclaredMethods()) {
            verb(method)
                    .forEach(verb -> shapes.merge(
                            verb + " " + path(type) + path(method),
                            new Shape(parameters(method), consumes(type, method), produces(type, method)),
                            Shape::and));
        }
    }

    private static Stream<String> verb(Method method) {
        return Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(verb -> verb != null)
                .map(verb -> verb.value().toLowerCase(Locale.ROOT));
    }

    private static String path(AnnotatedElement element) {
        Path path = element.getAnnotation(Path.class);
        return path == null ? "" : "/" + path.value().replaceAll("^/", "");
    }

    private static Set<String> parameters(Method method) {
        Set<String> names = new TreeSet<>();
        for (Parameter parameter : method.getParameters()) {
            for (Annotation annotation : parameter.getAnnotations()) {
                if (annotation instanceof QueryParam query) {
                    names.add("query " + query.value());
                } else if (annotation instanceof HeaderParam header) {
                    names.add("header " + header.value());
                } else if (annotation instanceof PathParam path) {
                    names.add("path " + path.value());
                }
            }
        }
        return names;
    }

    private static Set<String> consumes(Class<?> type, Method method) {
        boolean body = Arrays.stream(method.getParameters()).anyMatch(parameter -> parameter.getType() == byte[].class);
        Consumes own = method.getAnnotation(Consumes.class);
        Consumes types = own == null ? type.getAnnotation(Consumes.class) : own;
        return body ? new TreeSet<>(Set.of(types.value())) : Set.of();
    }

    private static Set<String> produces(Class<?> type, Method method) {
        Produces own = method.getAnnotation(Produces.class);
        return new TreeSet<>(Set.of((own == null ? type.getAnnotation(Produces.class) : own).value()));
    }

    private static Map<String, Shape> documented() {
        Map<String, Shape> shapes = new TreeMap<>();
        operations().forEach(pointer -> {
            Set<String> parameters = new TreeSet<>();
            for (int i = 0; i < ROOT.at(pointer + "/parameters").size(); i++) {
                JsonNode parameter = ROOT.at(target(pointer + "/parameters/" + i));
                parameters.add(parameter.path("in").asText() + " "
                        + parameter.path("name").asText());
            }
            Set<String> consumes = new TreeSet<>();
            ROOT.at(pointer + "/requestBody/content").fieldNames().forEachRemaining(consumes::add);
            Set<String> produces = new TreeSet<>();
            statuses(pointer).filter(status -> status.startsWith("2")).forEach(status -> ROOT.at(
                            target(pointer + "/responses/" + status) + "/content")
                    .fieldNames()
                    .forEachRemaining(produces::add));
            shapes.put(name(pointer), new Shape(parameters, consumes, produces));
        });
        return shapes;
    }

    private static Stream<String> operations() {
        return ROOT.path("paths").properties().stream().flatMap(path -> path.getValue().properties().stream()
                .map(Map.Entry::getKey)
                .filter(METHODS::contains)
                .map(method -> "/paths/" + escaped(path.getKey()) + "/" + method));
    }

    private static String name(String pointer) {
        String[] parts = pointer.split("/");
        return parts[3] + " " + parts[2].replace("~1", "/");
    }

    private static Stream<String> statuses(String operation) {
        return ROOT.at(operation + "/responses").properties().stream().map(Map.Entry::getKey);
    }

    @TestFactory
    Stream<DynamicTest> everyOperationTellsItsErrors() {
        return operations()
                .map(pointer -> DynamicTest.dynamicTest(name(pointer), () -> {
                    JsonNode operation = ROOT.at(pointer);
                    Set<String> statuses = new TreeSet<>(statuses(pointer).toList());

                    assertThat(operation.path("summary").asText()).isNotEmpty();
                    assertThat(operation.path("operationId").asText()).isNotEmpty();
                    assertThat(statuses).contains("401", "403", "500");
                    String parameters =
                            String.join(" ", documented().get(name(pointer)).parameters());
                    if (parameters.contains("path ")) {
                        assertThat(statuses).contains("404");
                    }
                    if (parameters.contains("query ") || operation.has("requestBody")) {
                        assertThat(statuses).contains("400");
                    }
                    if (parameters.contains("If-Match")) {
                        assertThat(statuses).contains("412", "428");
                    }
                    if (parameters.contains("Idempotency-Key")) {
                        assertThat(statuses).contains("422", "429");
                    }
                    if (!pointer.endsWith("/get")) {
                        assertThat(statuses).contains("413", "415");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> everyContentHasAnExampleThatItsSchemaAccepts() {
        Stream<String> requests = operations().map(pointer -> pointer + "/requestBody");
        Stream<String> answers = operations()
                .flatMap(pointer -> statuses(pointer).map(status -> target(pointer + "/responses/" + status)));
        return Stream.concat(requests, answers)
                .distinct()
                .flatMap(holder -> ROOT.at(holder + "/content").properties().stream()
                        .map(content -> holder + "/content/" + escaped(content.getKey())))
                .map(content -> DynamicTest.dynamicTest(content, () -> {
                    boolean empty = ROOT.at(content + "/schema/$ref").asText().endsWith("/Nothing");
                    Map<String, JsonNode> examples = examples(content);
                    assertThat(examples.isEmpty()).isEqualTo(empty);
                    examples.forEach((name, example) -> assertThat(
                                    ApiDocument.schemaErrors(content + "/schema", example.toString()))
                            .as(name)
                            .isEmpty());
                }));
    }

    private static Map<String, JsonNode> examples(String content) {
        Map<String, JsonNode> examples = new TreeMap<>();
        if (ROOT.at(content).has("example")) {
            examples.put("example", ROOT.at(content + "/example"));
        }
        ROOT.at(content + "/examples")
                .fieldNames()
                .forEachRemaining(
                        name -> examples.put(name, ROOT.at(target(content + "/examples/" + name) + "/value")));
        return examples;
    }
}
