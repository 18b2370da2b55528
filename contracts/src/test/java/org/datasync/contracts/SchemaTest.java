package org.datasync.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

    @Test
    void describesTodaysRecordsFieldByField() {
        assertThat(Schemas.shapes()).containsExactlyInAnyOrderEntriesOf(JavaShapes.ALL);
    }

    @ParameterizedTest
    @MethodSource("paths")
    void isAValidSchemaOfItsDraft(String path) {
        JsonNode schema = Schemas.ALL.get(path);

        assertThat(schema.path("$schema").asText()).isEqualTo("https://json-schema.org/draft/2020-12/schema");
        assertThat(Schemas.errors(schema)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("paths")
    void hasADescriptionForEveryFieldAndValue(String path) {
        JsonNode schema = Schemas.ALL.get(path);

        assertThat(described(schema)).isNotEmpty().allSatisfy(part -> assertThat(
                        part.path("description").asText())
                .as(part.toString())
                .isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("paths")
    void isOpenForFieldsAndValuesOfLaterVersions(String path) {
        JsonNode schema = Schemas.ALL.get(path);

        List<JsonNode> objects = Stream.concat(
                        Stream.of(schema), schema.path("$defs").valueStream())
                .filter(part -> part.has("properties"))
                .toList();
        assertThat(objects).allMatch(part -> part.path("additionalProperties").asBoolean());
        assertThat(schema.findValues("anyOf"))
                .allMatch(values -> values.get(values.size() - 1).has("pattern"));
    }

    static Stream<String> paths() {
        return Schemas.ALL.keySet().stream();
    }

    private static List<JsonNode> described(JsonNode schema) {
        Stream<JsonNode> nested = schema.findValues("properties").stream().flatMap(JsonNode::valueStream);
        Stream<JsonNode> values = schema.findValues("anyOf").stream().flatMap(JsonNode::valueStream);
        return Stream.of(Stream.of(schema), schema.path("$defs").valueStream(), nested, values)
                .flatMap(parts -> parts)
                .toList();
    }
}
