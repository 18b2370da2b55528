package org.datasync.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.datasync.contracts.delta.v1.ConstituentDelta;

/** The topics as data: {@code /kafka/topics.yaml}. */
final class TopicFile {
    static final List<Topic> TOPICS = StreamSupport.stream(
                    Resources.yaml("kafka/topics.yaml").get("topics").spliterator(), false)
            .map(TopicFile::topic)
            .toList();

    private TopicFile() {}

    private static Topic topic(JsonNode topic) {
        return new Topic(
                topic.path("name").asText(),
                topic.path("partitions").asInt(),
                Duration.parse(topic.path("retention").asText()),
                topic.path("cleanup").asText(),
                topic.path("consumers").valueStream().map(JsonNode::asText).toList(),
                topic.path("deadLetters").asBoolean());
    }

    record Topic(
            String name,
            int partitions,
            Duration retention,
            String cleanup,
            List<String> consumers,
            boolean deadLetters) {

        Class<? extends Event> type() {
            return Records.EVENTS.stream()
                    .filter(type -> Records.event(type).topic().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no record for " + name));
        }

        /** The words of the topic. */
        String channel() {
            return Records.event(type()).name();
        }

        /** The service that owns the context of the record. */
        String producer() {
            String context = Records.path(type()).split("/")[0];
            return switch (context) {
                case "delta" -> "delta-service";
                case "tagging" -> "prospect2-connector";
                default -> "scheduler-service";
            };
        }

        /** The field whose value is the key. */
        String key() {
            return ConstituentDelta.class.isAssignableFrom(type()) ? "constituentNo" : "syncId";
        }
    }
}
