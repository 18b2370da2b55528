package org.datasync.sandbox.kafka;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics and waits for them: a producer that is faster than the leaders loses its first records to time-outs. */
final class TopicCreation {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private TopicCreation() {}

    static void create(String bootstrapServers, TopicList list, int brokers) {
        List<TopicList.Topic> topics = list.withDeadLetters();
        try (Admin admin = admin(bootstrapServers)) {
            createMissing(admin, topics, brokers);
            Set<String> names = topics.stream().map(TopicList.Topic::name).collect(Collectors.toUnmodifiableSet());
            await("a leader for each partition of " + names, () -> ready(admin, names, brokers));
        }
    }

    static void awaitBrokers(String bootstrapServers, int brokers) {
        try (Admin admin = admin(bootstrapServers)) {
            await(brokers + " brokers", () -> {
                try {
                    return admin.describeCluster().nodes().get().size() == brokers;
                } catch (ExecutionException e) {
                    return retryable(e);
                }
            });
        }
    }

    private static Admin admin(String bootstrapServers) {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
    }

    private static void createMissing(Admin admin, List<TopicList.Topic> topics, int brokers) {
        List<NewTopic> wanted =
                topics.stream().map(topic -> newTopic(topic, brokers)).toList();
        admin.createTopics(wanted).values().forEach((name, created) -> {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException("cannot create topic " + name, e.getCause());
                }
            } catch (InterruptedException e) {
                throw interrupted(e);
            }
        });
    }

    private static NewTopic newTopic(TopicList.Topic topic, int brokers) {
        return new NewTopic(topic.name(), topic.partitions(), (short) brokers)
                .configs(Map.of(
                        TopicConfig.RETENTION_MS_CONFIG,
                        String.valueOf(topic.keptFor().toMillis()),
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        topic.cleanup()));
    }

    private static boolean ready(Admin admin, Set<String> names, int brokers) throws InterruptedException {
        try {
            return admin.describeTopics(names).allTopicNames().get().values().stream()
                    .allMatch(topic -> ready(topic, brokers));
        } catch (ExecutionException e) {
            return retryable(e);
        }
    }

    private static boolean ready(TopicDescription topic, int brokers) {
        return topic.partitions().stream()
                .allMatch(partition -> partition.leader() != null
                        && !partition.leader().isEmpty()
                        && partition.isr().size() >= Math.max(1, brokers - 1));
    }

    private static boolean retryable(ExecutionException e) {
        if (e.getCause() instanceof UnknownTopicOrPartitionException || e.getCause() instanceof RetriableException) {
            return false;
        }
        throw new IllegalStateException(e.getCause());
    }

    private static void await(String what, Check check) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!check.holds()) {
                if (System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("waited %s in vain for %s".formatted(PATIENCE, what));
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for the broker", e);
    }

    @FunctionalInterface
    private interface Check {
        boolean holds() throws InterruptedException;
    }
}
