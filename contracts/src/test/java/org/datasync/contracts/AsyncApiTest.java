package org.datasync.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.Stream;
import org.datasync.contracts.TopicFile.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncApiTest {
    private static final JsonNode DOCUMENT = Resources.yaml("asyncapi.yaml");

    @Test
    void hasTheTopicsAndNoOther() {
        assertThat(DOCUMENT.get("channels").valueStream())
                .map(channel -> channel.get("address").asText())
                .containsExactlyElementsOf(Topics.ALL);
        assertThat(DOCUMENT.get("operations").size()).isEqualTo(2 * Topics.ALL.size());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void aChannelIsCreatedAsTheTopicFileSays(Topic topic) {
        JsonNode channel = DOCUMENT.at("/channels/" + topic.channel());

        JsonNode kafka = channel.at("/bindings/kafka");
        assertThat(channel.path("address").asText()).isEqualTo(topic.name());
        assertThat(kafka.path("partitions").asInt()).isEqualTo(topic.partitions());
        assertThat(kafka.at("/topicConfiguration/retention.ms").asLong())
                .isEqualTo(topic.retention().toMillis());
        assertThat(kafka.at("/topicConfiguration/cleanup.policy/0").asText()).isEqualTo(topic.cleanup());
    }

    @ParameterizedTest
    @MethodSource("topics")
    void itsMessageIsTheRecordWithItsSchema(Topic topic) {
        String record = topic.type().getSimpleName();

        JsonNode message = DOCUMENT.at("/components/messages/" + record);

        assertThat(DOCUMENT.at("/channels/" + topic.channel() + "/messages").fieldNames())
                .toIterable()
                .containsExactly(record);
        assertThat(message.path("name").asText())
                .isEqualTo(Records.event(topic.type()).type());
        assertThat(message.at("/bindings/kafka/key/description").asText()).isEqualTo(topic.key());
        assertThat(message.at("/payload/schema/$ref").asText())
                .isEqualTo("schema/" + Records.path(topic.type()) + Schemas.SUFFIX);
    }

    @ParameterizedTest
    @MethodSource("topics")
    void itsOperationsNameWhoSendsAndWhoReceives(Topic topic) {
        JsonNode publish = DOCUMENT.at("/operations/publish" + topic.type().getSimpleName());
        JsonNode take = DOCUMENT.at("/operations/take" + topic.type().getSimpleName());

        assertThat(publish.path("action").asText()).isEqualTo("send");
        assertThat(tags(publish)).containsExactly(topic.producer());
        assertThat(take.path("action").asText()).isEqualTo("receive");
        assertThat(tags(take)).containsExactlyElementsOf(topic.consumers());
        assertThat(List.of(publish, take))
                .allMatch(operation -> operation.at("/channel/$ref").asText().equals("#/channels/" + topic.channel()));
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        List<String> references =
                DOCUMENT.findValues("$ref").stream().map(JsonNode::asText).toList();

        assertThat(references).isNotEmpty().allSatisfy(reference -> {
            if (reference.startsWith("#")) {
                assertThat(DOCUMENT.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse();
            } else {
                assertThat(AsyncApiTest.class.getResource("/" + reference))
                        .as(reference)
                        .isNotNull();
            }
        });
    }

    @Test
    void everyMessageHasTheHeadersOfACloudEvent() {
        JsonNode headers = DOCUMENT.at("/components/messageTraits/cloudEvent/headers");

        assertThat(headers.get("required").valueStream())
                .map(JsonNode::asText)
                .contains("ce_id", "ce_source", "ce_type", "ce_time", "ce_specversion", "content-type", "traceparent")
                .containsExactlyElementsOf(() -> headers.get("properties").fieldNames());
        assertThat(DOCUMENT.at("/components/messages").valueStream())
                .allMatch(message ->
                        message.at("/traits/0/$ref").asText().equals("#/components/messageTraits/cloudEvent"));
    }

    static Stream<Topic> topics() {
        return TopicFile.TOPICS.stream();
    }

    private static List<String> tags(JsonNode operation) {
        return operation
                .path("tags")
                .valueStream()
                .map(tag -> tag.path("name").asText())
                .toList();
    }
}
