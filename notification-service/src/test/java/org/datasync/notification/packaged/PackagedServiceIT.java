package org.datasync.notification.packaged;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.sync.v1.Recipient;
import org.datasync.contracts.sync.v1.Recipient.When;
import org.datasync.notification.Runs;
import org.datasync.notification.mail.ScriptedMailServer;
import org.datasync.notification.mail.ScriptedMailServer.Mail;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged service against a mail server that misbehaves, and under load. */
@Tag("load")
class PackagedServiceIT {
    private static final Map<String, String> IMPATIENT = Map.of(
            "DATASYNC_PLATFORM_LEASE_TIME", "PT2S",
            "DATASYNC_NOTIFICATION_SMTP_REPLY_TIMEOUT", "PT2S",
            "DATASYNC_NOTIFICATION_RETRY_FIRST_PAUSE", "PT0.3S");

    @Test
    void eachRecipientHasEachSummaryOnceHoweverTheServerAndTheServiceFail() throws Exception {
        Set<String> once = ConcurrentHashMap.newKeySet();
        RunFinished run = recent().to(everyRun(recipients(40))).finished();
        List<String> all = addresses(run);
        try (var server = new ScriptedMailServer();
                var service = new ServiceProcess("killed", server.port(), 96, IMPATIENT);
                var publisher = new Publisher()) {
            String unanswered = all.get(7);
            String dropped = all.get(3);
            server.answer(command -> {
                if (command.endsWith(unanswered) && command.startsWith(".") && once.add("unanswered")) {
                    return ScriptedMailServer.ACCEPT_IN_SILENCE;
                }
                if (command.endsWith(dropped) && command.startsWith(".") && once.add("dropped")) {
                    return ScriptedMailServer.HANG_UP;
                }
                if (command.startsWith("RCPT") && once.add(command)) {
                    return once.size() % 10 == 0 ? ScriptedMailServer.SILENCE : "450 later";
                }
                return null;
            });
            service.start();

            publisher.publish(run);
            await().atMost(Duration.ofSeconds(60)).until(() -> once.contains("unanswered"));
            service.kill();
            publisher.publish(run);
            server.answer(command -> command.equals(ScriptedMailServer.CONNECT) ? ScriptedMailServer.SILENCE : null);
            service.start();
            service.kill();
            server.answer(command -> null);
            service.start();

            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(
                            () -> assertThat(states(service, run)).hasSize(40).containsOnly("SENT"));
            Map<String, Long> copies = server.accepted().stream().collect(groupingBy(Mail::recipient, counting()));
            assertThat(copies.keySet()).containsExactlyInAnyOrderElementsOf(all);
            assertThat(copies.get(unanswered)).isEqualTo(2);
            assertThat(copies).allSatisfy((recipient, number) -> assertThat(number)
                    .isLessThanOrEqualTo(recipient.equals(unanswered) || recipient.equals(dropped) ? 2 : 1));
            assertThat(server.accepted().stream().distinct()).hasSize(40);
        }
    }

    @Test
    void fiveThousandMailsGoOutOverAFewConnectionsFromASmallHeap() throws Exception {
        List<RunFinished> runs = new ArrayList<>();
        for (int run = 0; run < 100; run++) {
            runs.add(recent().to(everyRun(recipients(50))).finished());
        }
        Set<String> all = new HashSet<>();
        runs.forEach(run -> all.addAll(addresses(run)));
        try (var server = new ScriptedMailServer();
                var service = new ServiceProcess("crowd", server.port(), 64, Map.of());
                var publisher = new Publisher()) {
            service.start();
            Instant begin = Instant.now();

            for (RunFinished run : runs) {
                publisher.publish(run);
            }

            await().atMost(Duration.ofSeconds(180))
                    .untilAsserted(() -> assertThat(mails(server, all)).hasSizeGreaterThanOrEqualTo(5000));
            Duration took = Duration.between(begin, Instant.now());
            System.out.printf("5,000 mails in %d ms over %d connections%n", took.toMillis(), server.connections());
            assertThat(mails(server, all)).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(all);
            assertThat(server.connections()).isLessThanOrEqualTo(8);
            assertThat(service.isAlive()).isTrue();
        }
    }

    /** Of this test: the topic may hold runs of another, which this database does not know. */
    private static List<String> mails(ScriptedMailServer server, Set<String> recipients) {
        return server.accepted().stream()
                .map(Mail::recipient)
                .filter(recipients::contains)
                .toList();
    }

    private static Runs recent() {
        return Runs.run().finishedAt(Instant.now().minusSeconds(5));
    }

    private static List<String> recipients(int number) {
        String group = UUID.randomUUID().toString();
        return IntStream.range(0, number)
                .mapToObj(n -> "u%d-%s@example.org".formatted(n, group))
                .toList();
    }

    private static List<Recipient> everyRun(List<String> addresses) {
        return addresses.stream()
                .map(address -> new Recipient(address, When.EVERY_RUN))
                .toList();
    }

    private static List<String> addresses(RunFinished run) {
        return run.recipients().stream().map(Recipient::address).toList();
    }

    private static List<String> states(ServiceProcess service, RunFinished run) throws Exception {
        return JsonPath.from(service.get("/api/v1/runs/" + run.runId() + "/deliveries")
                        .body())
                .getList("items.state");
    }
}
