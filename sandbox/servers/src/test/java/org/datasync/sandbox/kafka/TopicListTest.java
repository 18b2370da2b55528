package org.datasync.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TopicListTest {
    @Test
    void everyConsumerOfATopicHasItsOwnDeadLetterTopic() throws IOException {
        var list = parse("""
                topics:
                  - name: datasync.run-decided.v1
                    partitions: 3
                    retention: P14D
                    cleanup: delete
                    consumers: [delta-service, prospect2-connector]
                    deadLetters: true
                """);

        assertThat(list.withDeadLetters())
                .extracting(TopicList.Topic::name)
                .containsExactly(
                        "datasync.run-decided.v1",
                        "datasync.run-decided.v1.delta-service.dlq",
                        "datasync.run-decided.v1.prospect2-connector.dlq");
        assertThat(list.withDeadLetters())
                .extracting(TopicList.Topic::partitions)
                .containsExactly(3, 1, 1);
        assertThat(list.withDeadLetters())
                .extracting(TopicList.Topic::keptFor)
                .containsExactly(Duration.ofDays(14), Duration.ofDays(30), Duration.ofDays(30));
    }

    @Test
    void aTopicWithoutDeadLettersStandsAlone() throws IOException {
        var list = parse("""
                topics:
                  - name: a
                    partitions: 1
                    consumers: [b]
                    owner: somebody
                """);

        assertThat(list.withDeadLetters()).extracting(TopicList.Topic::name).containsExactly("a");
    }

    @Test
    void aTopicWithoutPartitionsIsRefused() {
        assertThatThrownBy(() -> parse("topics: [{name: a}]")).hasMessageContaining("topic a has 0 partitions");
    }

    @Test
    void theContractsPublishTheirTopics() {
        assertThat(TopicList.ofContracts().topics())
                .extracting(TopicList.Topic::name)
                .contains("datasync.sync-requested.v1");
    }

    private static TopicList parse(String yaml) throws IOException {
        return TopicList.parse(new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8)));
    }
}
