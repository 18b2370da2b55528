package org.datasync.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.datasync.contracts.TopicFile.Topic;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private static final Set<String> SERVICES =
            Set.of("scheduler-service", "delta-service", "prospect2-connector", "notification-service");

    @Test
    void theListHasOneTopicPerRecord() throws ReflectiveOperationException {
        assertThat(Records.EVENTS).map(type -> Records.event(type).topic()).containsExactlyElementsOf(Topics.ALL);
        for (Class<? extends Event> type : Records.EVENTS) {
            assertThat(type.getField("TOPIC").get(null))
                    .isEqualTo(Records.event(type).topic());
        }
    }

    @Test
    void theFileHasExactlyTheTopicsOfTheList() {
        assertThat(TopicFile.TOPICS).extracting(Topic::name).containsExactlyElementsOf(Topics.ALL);
    }

    @Test
    void everyTopicSaysHowItIsCreatedAndWhoReadsIt() {
        assertThat(TopicFile.TOPICS).allSatisfy(topic -> {
            assertThat(topic.partitions()).isPositive();
            assertThat(topic.cleanup()).isEqualTo("delete");
            assertThat(topic.deadLetters()).isTrue();
            assertThat(topic.consumers()).isNotEmpty().doesNotHaveDuplicates().isSubsetOf(SERVICES);
            assertThat(topic.consumers()).doesNotContain(topic.producer());
        });
    }

    @Test
    void everyRecordIsKeptForAWeekAtLeast() {
        assertThat(TopicFile.TOPICS)
                .allSatisfy(topic ->
                        assertThat(topic.retention()).as(topic.name()).isGreaterThanOrEqualTo(Duration.ofDays(7)));
    }

    @Test
    void deadLettersOfEachConsumerHaveATopicOfTheirOwn() {
        List<String> names = TopicFile.TOPICS.stream()
                .flatMap(
                        topic -> topic.consumers().stream().map(consumer -> Topics.deadLetters(topic.name(), consumer)))
                .toList();

        assertThat(names).contains("datasync.run-decided.v1.delta-service.dlq").doesNotHaveDuplicates();
        assertThat(names).allMatch(name -> name.matches("datasync\\.[a-z-]+\\.v1\\.[a-z0-9-]+\\.dlq"));
    }
}
