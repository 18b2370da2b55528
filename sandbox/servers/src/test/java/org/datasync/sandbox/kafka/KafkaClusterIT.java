package org.datasync.sandbox.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.datasync.sandbox.process.JavaProcess;
import org.datasync.sandbox.process.KafkaProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KafkaClusterIT {
    private static final TopicList TOPICS =
            new TopicList(List.of(new TopicList.Topic("fact", 2, "P1D", "delete", List.of("reader"), true)));

    @TempDir
    private Path directory;

    @Test
    void recordsAndOffsetsSurviveARestartFromTheSameDirectory() throws Exception {
        try (var kafka = KafkaCluster.single(directory, 0)) {
            kafka.createTopics(TOPICS);
            write(kafka.bootstrapServers(), "fact", "a", "b");
            assertThat(read(kafka.bootstrapServers(), "fact", 2)).containsExactlyInAnyOrder("a", "b");
        }

        List<String> afterwards;
        try (var kafka = KafkaCluster.single(directory, 0)) {
            kafka.createTopics(TOPICS);
            write(kafka.bootstrapServers(), "fact", "c");
            write(kafka.bootstrapServers(), "fact.reader.dlq", "d");
            afterwards = read(kafka.bootstrapServers(), "fact", 1);
        }

        assertThat(afterwards).containsExactly("c");
    }

    @Test
    void aTopicThatNobodyDeclaredDoesNotComeIntoBeing() {
        try (var kafka = KafkaCluster.single(directory, 0)) {
            assertThatThrownBy(() -> write(kafka.bootstrapServers(), "mistyped", "a"))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(TimeoutException.class);
        }
    }

    @Test
    @Tag("load")
    void aReplicatedClusterServesWhileABrokerIsDownAndTakesItBack() throws Exception {
        try (var kafka = KafkaCluster.replicated(directory, 0)) {
            kafka.createTopics(TOPICS);
            write(kafka.bootstrapServers(), "fact", "before");

            kafka.stopBroker(0);
            write(kafka.bootstrapServers(), "fact", "without the first");
            kafka.startBroker(0);
            kafka.createTopics(TOPICS);
            kafka.stopBroker(1);
            write(kafka.bootstrapServers(), "fact", "without the second");

            assertThat(read(kafka.bootstrapServers(), "fact", 3))
                    .containsExactlyInAnyOrder("before", "without the first", "without the second");
        }
    }

    @Test
    void acknowledgedRecordsSurviveAKilledBrokerProcess() throws Exception {
        int port = freePort();
        try (var broker = JavaProcess.serving(KafkaProcess.class, directory, port)) {
            KafkaCluster.createTopics("localhost:" + port, TOPICS, 1);
            write("localhost:" + port, "fact", "a", "b", "c");
            broker.kill();
        }

        try (var kafka = KafkaCluster.single(directory, port)) {
            assertThat(read(kafka.bootstrapServers(), "fact", 3)).containsExactlyInAnyOrder("a", "b", "c");
        }
    }

    @Test
    void aTakenPortIsRefusedAtOnce() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> KafkaCluster.single(directory, taken.getLocalPort()))
                    .hasMessage("port %d is taken".formatted(taken.getLocalPort()));
        }
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static void write(String bootstrapServers, String topic, String... values) throws Exception {
        Map<String, Object> config = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                3_000);
        try (var producer = new KafkaProducer<>(config, new StringSerializer(), new StringSerializer())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, value, value)).get();
            }
        }
    }

    private static List<String> read(String bootstrapServers, String topic, int count) {
        Map<String, Object> config = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.GROUP_ID_CONFIG,
                "reader",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            var values = new ArrayList<String>();
            Awaitility.await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(read -> values.add(read.value()));
                assertThat(values).hasSizeGreaterThanOrEqualTo(count);
            });
            consumer.commitSync();
            return values;
        }
    }
}
