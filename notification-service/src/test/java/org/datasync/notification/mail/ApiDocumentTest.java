package org.datasync.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document of the REST interface says what the resources do. */
class ApiDocumentTest {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
    private static final JsonNode DOCUMENT = read();

    @Test
    void everyOperationIsDescribedAndNoOther() {
        Set<String> described = new TreeSet<>();
        DOCUMENT.get("paths")
                .properties()
                .forEach(path -> path.getValue().fieldNames().forEachRemaining(name -> {
                    if (METHODS.contains(name)) {
                        described.add(name + " " + path.getKey());
                    }
                }));

        Set<String> implemented = Stream.of(DeliveryResource.class, TestMailResource.class, BounceResource.class)
                .flatMap(ApiDocumentTest::operations)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(implemented);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyFieldIsDescribedAndNoOther(String schema, Class<?> type) {
        List<String> described = new ArrayList<>();
        schema(schema).get("properties").fieldNames().forEachRemaining(described::add);

        assertThat(described)
                .containsExactly(Arrays.stream(type.getRecordComponents())
                        .map(RecordComponent::getName)
                        .toArray(String[]::new));
    }

    static Stream<Object[]> records() {
        return Stream.of(
                new Object[] {"Delivery", DeliveryView.class},
                new Object[] {"Deliveries", DeliveryView.Items.class},
                new Object[] {"RefusedRecipient", RefusedRecipient.class},
                new Object[] {"RefusedRecipients", RefusedRecipient.Items.class},
                new Object[] {"ResendRequest", DeliveryResource.ResendRequest.class},
                new Object[] {"TestMailRequest", TestMailResource.TestMailRequest.class},
                new Object[] {"Bounce", BounceResource.Bounce.class});
    }

    @Test
    void everyValueOfAnEnumIsDescribed() {
        JsonNode delivery = schema("Delivery").get("properties");

        assertThat(values(delivery.get("state"))).isEqualTo(names(MailState.values()));
        assertThat(values(delivery.get("event"))).isEqualTo(names(NoticeKind.values()));
        assertThat(values(delivery.get("channel"))).isEqualTo(names(Channel.values()));
    }

    private static Stream<String> operations(Class<?> resource) {
        String root = resource.getAnnotation(Path.class).value();
        return Arrays.stream(resource.getDeclaredMethods()).flatMap(method -> Arrays.stream(method.getAnnotations())
                .filter(annotation -> annotation.annotationType().isAnnotationPresent(HttpMethod.class))
                .map(verb -> verb(verb) + " " + root + path(method)));
    }

    private static String verb(Annotation annotation) {
        return annotation
                .annotationType()
                .getAnnotation(HttpMethod.class)
                .value()
                .toLowerCase(Locale.ROOT);
    }

    private static String path(Method method) {
        Path path = method.getAnnotation(Path.class);
        return path == null ? "" : path.value();
    }

    private static JsonNode schema(String name) {
        return DOCUMENT.get("components").get("schemas").get(name);
    }

    private static List<String> values(JsonNode property) {
        List<String> values = new ArrayList<>();
        property.get("enum").forEach(value -> values.add(value.asText()));
        return values;
    }

    private static List<String> names(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static JsonNode read() {
        try (InputStream file = ApiDocumentTest.class.getResourceAsStream("/META-INF/openapi.yaml")) {
            return new YAMLMapper().readTree(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
