package org.datasync.contracts;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.datasync.contracts.TopicFile.Topic;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The README says what the topic file, the records and the AsyncAPI document say. */
class ReadmeTest {
    private static final String SCHEMAS = "src/main/resources/schema/";

    private String readme;

    @BeforeEach
    void read() throws IOException {
        readme = Files.readString(Path.of("README.md"));
    }

    @Test
    void theTableOfTopicsIsComplete() {
        String rows = TopicFile.TOPICS.stream().map(ReadmeTest::row).collect(joining("\n"));

        assertThat(table("| Topic |")).isEqualTo(rows);
    }

    @Test
    void theTableOfHeadersIsComplete() {
        JsonNode headers =
                Resources.yaml("asyncapi.yaml").at("/components/messageTraits/cloudEvent/headers/properties");

        List<String> names =
                table("| Header |").lines().map(line -> line.split("`")[1]).toList();

        assertThat(names).containsExactlyElementsOf(headers::fieldNames);
    }

    @Test
    void theExampleIsAGoldenSample() throws IOException {
        String example = readme.split("```json\n")[1].split("```")[0];

        assertThat(new JsonMapper().readTree(example))
                .isEqualTo(GoldenSample.of("delta/v1/ConstituentAdded").json());
    }

    private static String row(Topic topic) {
        String record = "[%s](%s%s%s)"
                .formatted(topic.type().getSimpleName(), SCHEMAS, Records.path(topic.type()), Schemas.SUFFIX);
        String consumers = String.join(", ", topic.consumers());
        String deadLetters = topic.consumers().stream()
                .map(consumer -> "`…%s`".formatted(Topics.deadLetters("", consumer)))
                .collect(joining(", "));
        return "| `%s` | %s | `%s` | %s | %s | %d | %d days | %s |"
                .formatted(
                        topic.name(),
                        record,
                        topic.key(),
                        topic.producer(),
                        consumers,
                        topic.partitions(),
                        topic.retention().toDays(),
                        deadLetters);
    }

    /** The rows below this heading. */
    private String table(String heading) {
        return readme.lines()
                .dropWhile(line -> !line.startsWith(heading))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .collect(joining("\n"));
    }
}
