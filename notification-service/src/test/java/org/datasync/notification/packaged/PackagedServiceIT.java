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
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.sync.v1.Recipient;
import org.datasync.contracts.sync.v1.Recipient.When;
import org.datasync.notification.Runs;
import org.datasync.notification.mail.ScriptedMailServer;
import org.datasync.notification.mail.ScriptedMailServer.Mail;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The packaged service as a process, against a mail server that misbehaves, and under load. */
@Tag("load")
class PackagedServiceIT {
    private static final Map<String, String> IMPATIENT = Map.of(
            "DATASYNC_PLATFORM_LEASE_TIME", "PT2S",
            "DATASYNC_NOTIFICATION_SMTP_REPLY_TIMEOUT", "PT1S",
            "DATASYNC_NOTIFICATION_RETRY_FIRST_PAUSE", "PT0.3S");

    /** The mail server puts off, is silent, drops after accepting and accepts in silence; the service is killed twice. */
    @Test
    void eachRecipientHasEachSummaryOnceHoweverTheServerAndTheServiceFail() throws Exception {
        int recipients = 40;
        Set<String> once = ConcurrentHashMap.newKeySet();
        RunFinished run = recent().to(everyRun(recipients(recipients))).finished();
        List<String> all = addresses(run);
        String dropped = all.get(3);
        String unanswered = all.get(7);
        try (var server = new ScriptedMailServer();
                var service = new ServiceProcess("tortured", server.port(), 96, IMPATIENT);
                var publisher = new Publisher()) {
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
            await().atMost(Duration.ofSeconds(60)).until(() -> once.containsAll(List.of("unanswered", "dropped")));
            service.kill();
            publisher.publish(run);
            server.answer(command -> command.equals(ScriptedMailServer.CONNECT) ? ScriptedMailServer.SILENCE : null);
            service.start();
            service.kill();
            server.answer(command -> null);
            service.start();

            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(deliveries(service, run).<String>getList("items.state"))
                            .hasSize(recipients)
                            .containsOnly("SENT"));
            Map<String, Long> copies =
                    accepted(server, Set.copyOf(all)).collect(groupingBy(Mail::recipient, counting()));
            assertThat(copies.keySet()).containsExactlyInAnyOrderElementsOf(all);
            assertThat(copies.get(unanswered)).isEqualTo(2);
            assertThat(copies.get(dropped)).isEqualTo(2);
            List<String> perhapsTwice = deliveries(service, run).getList("items.findAll { it.perhapsTwice }.recipient");
            assertThat(copies).allSatisfy((recipient, number) -> assertThat(number)
                    .isLessThanOrEqualTo(perhapsTwice.contains(recipient) ? 2 : 1));
            assertThat(accepted(server, Set.copyOf(all)).distinct()).hasSize(recipients);
        }
    }

    @Test
    void fiveThousandMailsGoOutOverFourConnectionsFromASmallHeapThatDoesNotGrow() throws Exception {
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
            NavigableMap<Integer, Long> curve = heapWhileSending(server, all, service);

            Duration took = Duration.between(begin, Instant.now());
            await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(mails(server, all))
                    .doesNotHaveDuplicates()
                    .containsExactlyInAnyOrderElementsOf(all));
            System.out.printf(
                    "5,000 mails in %d ms over %d connections; mails sent -> live heap in kB: %s%n",
                    took.toMillis(), server.connections(), curve);
            assertThat(server.connections()).as("connections are used again").isLessThan(50);
            assertThat(curve).hasSizeGreaterThanOrEqualTo(5);
            assertThat(curve.lastEntry().getValue())
                    .as("live heap at the end, of %s", curve)
                    .isLessThan(curve.firstEntry().getValue() * 115 / 100);
        }
    }

    /** Mails sent, and the kilobytes of live objects then. */
    private static NavigableMap<Integer, Long> heapWhileSending(
            ScriptedMailServer server, Set<String> recipients, ServiceProcess service) throws Exception {
        NavigableMap<Integer, Long> curve = new TreeMap<>();
        for (int sent = 500; sent <= 5000; sent += 500) {
            int atLeast = sent;
            await().atMost(Duration.ofSeconds(180))
                    .until(() -> mails(server, recipients).size() >= atLeast);
            curve.put(mails(server, recipients).size(), service.liveHeap() / 1024);
        }
        return curve;
    }

    private static List<String> mails(ScriptedMailServer server, Set<String> recipients) {
        return accepted(server, recipients).map(Mail::recipient).toList();
    }

    /** Of this test: the topic may hold runs of another, which this database does not know. */
    private static Stream<Mail> accepted(ScriptedMailServer server, Set<String> recipients) {
        return server.accepted().stream().filter(mail -> recipients.contains(mail.recipient()));
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

    private static JsonPath deliveries(ServiceProcess service, RunFinished run) throws Exception {
        return JsonPath.from(
                service.get("/api/v1/runs/" + run.runId() + "/deliveries").body());
    }
}
