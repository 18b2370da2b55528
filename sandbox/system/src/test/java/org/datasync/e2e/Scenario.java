package org.datasync.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.awaitility.Awaitility;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.sandbox.system.ExpectedAddresses;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.MailPage;
import org.datasync.sandbox.system.Port;
import org.datasync.sandbox.system.Rest;
import org.datasync.sandbox.system.Run;
import org.datasync.sandbox.system.Scheduler;
import org.datasync.sandbox.system.TaggedAddresses;

/** A sync of the members' list with a tag of its own, and what a test does and sees with it. */
final class Scenario {
    static final int MEMBERS = 101;
    static final List<String> RECIPIENTS = List.of("box-office@example.org", "marketing@example.org");
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final AtomicInteger TAGS = new AtomicInteger();

    final LocalSystem system;
    final Scheduler scheduler;
    final int syncId;
    final String tagId;
    private final String tag;
    private final MailPage mailbox;
    private final Rest world;

    private Scenario(LocalSystem system, String jobType) {
        this(system, jobType, "Tag of scenario " + TAGS.incrementAndGet());
    }

    private Scenario(LocalSystem system, String jobType, String tag) {
        this(system, jobType, tag, String.valueOf(system.own().prospect2().addTag(tag)));
    }

    private Scenario(LocalSystem system, String jobType, String tag, String tagId) {
        var ports = system.options().ports();
        this.system = system;
        this.scheduler = new Scheduler(ports.url(Port.SCHEDULER));
        this.mailbox = new MailPage(ports.url(Port.MAILBOX));
        this.world = new Rest("world", ports.url(Port.WORLD), Map.of());
        this.tag = tag;
        this.tagId = tagId;
        this.syncId = scheduler.create(definition(tag, jobType));
    }

    static Scenario addAndRemove(LocalSystem system) {
        return new Scenario(system, "ADD_AND_REMOVE");
    }

    static Scenario addOnly(LocalSystem system) {
        return new Scenario(system, "ADD_ONLY");
    }

    /** Another sync with the same tag. */
    Scenario another() {
        return new Scenario(system, "ADD_AND_REMOVE", tag, tagId);
    }

    private Map<String, Object> definition(String tag, String jobType) {
        var definition = new HashMap<String, Object>();
        definition.put("description", "Sync of " + tag);
        definition.put("listNo", MEMBERS);
        definition.put("tag", Map.of("id", tagId, "name", tag));
        definition.put("jobType", jobType);
        definition.put("schedule", Map.of("frequency", "DAILY", "timeOfDay", "03:00"));
        definition.put(
                "notify",
                RECIPIENTS.stream()
                        .map(address -> Map.of("address", address, "when", "EVERY_RUN"))
                        .toList());
        return definition;
    }

    /** A run from its start to its end. */
    Run run() {
        return finished(queue());
    }

    UUID queue() {
        return queue("DELTA");
    }

    UUID queue(String mode) {
        return scheduler.run(syncId, mode).orElseThrow();
    }

    Run finished(UUID runId) {
        return await(runId, Run::isFinished);
    }

    Run await(UUID runId, Predicate<Run> condition) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> scheduler.run(runId), condition);
    }

    Set<String> tagged() {
        return new TaggedAddresses(system.options()).of(tagId);
    }

    Set<String> expected() {
        return new ExpectedAddresses(system).of(scheduler.sync(syncId));
    }

    /** Expected addresses by member. */
    SortedMap<Integer, SortedSet<String>> expectedByMember() {
        return new ExpectedAddresses(system).byMember(scheduler.sync(syncId));
    }

    void change(String what, int count) {
        world.post("/%s?count=%d".formatted(what, count), Map.of());
    }

    List<MailPage.Mail> mails(Run run) {
        return mailbox.all().stream().filter(mail -> mail.isAbout(run)).toList();
    }

    /** After all that could still be sent has been sent. */
    void requireOneMailPerRecipient(Run run) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertThat(mails(run))
                .hasSizeGreaterThanOrEqualTo(RECIPIENTS.size()));
        assertThat(mails(run)).flatExtracting(MailPage.Mail::to).containsExactlyInAnyOrderElementsOf(RECIPIENTS);
    }

    static void requireBalancedBooks(Run run) {
        RunCounts counts = run.counts();
        assertThat(counts.members()).isEqualTo(counts.qualified() + counts.withoutAddress());
        assertThat(counts.qualified())
                .isEqualTo(counts.added() + counts.changed() + counts.unchanged() + counts.refusedBefore());
        assertThat(counts.baselineBefore())
                .isEqualTo(counts.changed()
                        + counts.unchanged()
                        + counts.keptWithoutAddress()
                        + counts.removed()
                        + counts.leftList());
        assertThat(List.of(counts.tag(), counts.update(), counts.untag())).allMatch(OperationOutcomes::balanced);
    }
}
