package org.datasync.sandbox.kafka;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The topics of the system as data: what the contracts say about partitions, retention and dead letters. */
public record TopicList(List<Topic> topics) {
    /** Where the contracts keep the list on the class path. */
    public static final String RESOURCE = "/kafka/topics.yaml";

    private static final Duration DEAD_LETTER_RETENTION = Duration.ofDays(30);

    public TopicList {
        topics = topics == null ? List.of() : List.copyOf(topics);
    }

    /** The list that the contracts on the class path publish. */
    public static TopicList ofContracts() {
        try (InputStream yaml = TopicList.class.getResourceAsStream(RESOURCE)) {
            if (yaml == null) {
                throw new IllegalStateException(RESOURCE + " is not on the class path");
            }
            return parse(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a list; fields it does not know belong to others and are ignored. */
    public static TopicList parse(InputStream yaml) throws IOException {
        return JsonMapper.builder(new YAMLFactory())
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build()
                .readValue(yaml, TopicList.class);
    }

    /** The listed topics followed by the dead letter topics of their consumers. */
    public List<Topic> withDeadLetters() {
        var all = new ArrayList<>(topics);
        topics.forEach(topic -> all.addAll(topic.deadLetterTopics()));
        return List.copyOf(all);
    }

    /** One topic; {@code retention} is an ISO-8601 duration such as {@code P14D}. */
    public record Topic(
            String name,
            int partitions,
            String retention,
            String cleanup,
            List<String> consumers,
            boolean deadLetters) {
        public Topic {
            requireNonNull(name, "name");
            if (partitions < 1) {
                throw new IllegalArgumentException("topic %s has %d partitions".formatted(name, partitions));
            }
            retention = retention == null ? Duration.ofDays(7).toString() : retention;
            cleanup = cleanup == null ? "delete" : cleanup;
            consumers = consumers == null ? List.of() : List.copyOf(consumers);
        }

        Duration keptFor() {
            return Duration.parse(retention);
        }

        private List<Topic> deadLetterTopics() {
            if (!deadLetters) {
                return List.of();
            }
            return consumers.stream()
                    .map(consumer -> new Topic(
                            name + "." + consumer + ".dlq",
                            1,
                            DEAD_LETTER_RETENTION.toString(),
                            "delete",
                            List.of(),
                            false))
                    .toList();
        }
    }
}
