package org.datasync.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.datasync.connector.testing.AccountResource;
import org.datasync.connector.testing.Plan;
import org.datasync.connector.testing.Settlements;
import org.datasync.connector.testing.TestAccount;
import org.datasync.contracts.Event;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.platform.events.EventPublisher;
import org.datasync.platform.events.EventRecord;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.datasync.sandbox.testing.Servers;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@QuarkusTestResource(AccountResource.class)
class ApplyIT {
    private static final AtomicInteger NAMES = new AtomicInteger();
    private static Settlements settlements;

    @Inject
    EventPublisher publisher;

    private final Prospect2Server account = TestAccount.server();
    private final String name = "apply-" + NAMES.incrementAndGet();
    private final int tag = account.addTag(name);

    @BeforeAll
    static void listen() {
        settlements = new Settlements(Servers.kafka());
    }

    @AfterAll
    static void stopListening() {
        settlements.close();
    }

    @Test
    void addressesGetTheTagByBulkImport() {
        var plan = new Plan(tag, name).add(addresses(300));

        publish(plan.all());

        settled(plan.runId, 300);
        assertThat(settlements.count(plan.runId, Outcome.DONE)).isEqualTo(300);
        assertThat(account.tagged(name)).isEqualTo(300);
    }

    @Test
    void removedAddressesLoseTheTag() {
        var addresses = addresses(10);
        for (var address : addresses) {
            account.addContact(address, name, "other");
        }
        var plan = new Plan(tag, name).remove(addresses);

        publish(plan.all());

        settled(plan.runId, 10);
        assertThat(settlements.count(plan.runId, Outcome.DONE)).isEqualTo(10);
        assertThat(account.tagsOf(addresses[0])).containsExactly("other");
    }

    private String[] addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "%s-%d@example.org".formatted(name, i))
                .toArray(String[]::new);
    }

    private void publish(List<? extends Event> events) {
        for (var event : events) {
            publisher.publish(EventRecord.of(event, null, Instant.now()));
        }
        publisher.flush();
    }

    private static void settled(UUID runId, int count) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(settlements.entries(runId)).hasSize(count));
    }
}
