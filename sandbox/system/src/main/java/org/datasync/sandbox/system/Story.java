package org.datasync.sandbox.system;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the demo shows: a list of members becomes a tag; memberships lapse and begin; the next run sends only the
 * difference. After each run Prospect2 is compared with what Tessitura's tables say.
 */
final class Story {
    private static final int LIST_NO = 101;
    private static final String TAG = "Current member";
    private static final String RECIPIENT = "box-office@example.org";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalSystem system;
    private final Terminal terminal;
    private final Scheduler scheduler;
    private final MailPage mailbox;
    private final Rest world;
    private final Comparison comparison;
    private boolean ranBeforeToday;

    Story(LocalSystem system) {
        Ports ports = system.options().ports();
        this.system = system;
        this.terminal = system.terminal();
        this.scheduler = new Scheduler(ports.url(Port.SCHEDULER));
        this.mailbox = new MailPage(ports.url(Port.MAILBOX));
        this.world = new Rest("the world control", ports.url(Port.WORLD), Map.of());
        this.comparison = new Comparison(system);
    }

    void tell() {
        int sync = sync();
        ranBeforeToday = scheduler.runs(sync).stream().anyMatch(Story::isOfAnotherDay);
        Run first = run(sync, "First run");
        changeMemberships(first);
        run(sync, "Second run");
        switchOn(sync);
    }

    /** The sync of this story, created if there is none. */
    private int sync() {
        List<Integer> there = scheduler.syncs(LIST_NO, TAG);
        if (!there.isEmpty()) {
            terminal.say("sync %d is there already", there.get(0));
            return there.get(0);
        }
        String tagId = scheduler
                .tagId(TAG)
                .orElseThrow(() -> new SandboxException("Prospect2 has no tag '%s'".formatted(TAG)));
        int created = scheduler.create(Map.of(
                "description",
                "Members get the member journey",
                "listNo",
                LIST_NO,
                "tag",
                Map.of("id", tagId, "name", TAG),
                "jobType",
                "ADD_AND_REMOVE",
                "schedule",
                Map.of("frequency", "MULTI_DAILY", "startAt", "00:00", "everyMinutes", 15),
                "notify",
                List.of(Map.of("address", RECIPIENT, "when", "EVERY_RUN"))));
        terminal.say("sync %d created: list %d becomes tag '%s'", created, LIST_NO, TAG);
        return created;
    }

    private Run run(int sync, String title) {
        UUID runId = queue(sync);
        Run run = new RunWatch(scheduler, terminal).follow(runId);
        int recipients = recipients(sync);
        long mails = mails(run, recipients);
        terminal.print("");
        terminal.print(RunTable.of("%s of sync %d (%s)".formatted(title, sync, runId), run, mails));
        terminal.print("");
        requireDone(run);
        if (mails != recipients) {
            throw new SandboxException("%d mails instead of %d came after run %s".formatted(mails, recipients, runId));
        }
        compare(sync, run);
        return run;
    }

    /**
     * Addresses have seasons, and a sync follows them only when it is asked to: after a run on another day a
     * difference is no mistake.
     */
    private void compare(int sync, Run run) {
        Comparison.Result result = comparison.of(scheduler.sync(sync), run);
        if (!result.isRight() && !ranBeforeToday) {
            throw new SandboxException(result.toString());
        }
        terminal.say("%s", result);
    }

    /** A run that the schedule has started goes first. */
    private UUID queue(int sync) {
        var queued = new AtomicReference<UUID>();
        var waiting = new AtomicBoolean();
        boolean done = Waiting.until(Duration.ofMinutes(10), () -> {
            scheduler.run(sync, "DELTA").ifPresent(queued::set);
            if (queued.get() == null && waiting.compareAndSet(false, true)) {
                terminal.say("a run of sync %d is active already; waiting for its end", sync);
            }
            return queued.get() != null;
        });
        if (!done) {
            throw new SandboxException("another run of sync %d does not end".formatted(sync));
        }
        terminal.say(
                "run queued; it starts at the next tick (every %d s)",
                system.options().tick().toSeconds());
        return queued.get();
    }

    private void requireDone(Run run) {
        if (run.isDone()) {
            return;
        }
        throw new SandboxException("run %s ended %s: %s".formatted(run.id(), run.state(), run.why()));
    }

    private long mails(Run run, int recipients) {
        Waiting.until(PATIENCE, () -> count(run) >= recipients);
        return count(run);
    }

    private int recipients(int sync) {
        int always = 0;
        for (var recipient : scheduler.sync(sync).path("notify")) {
            always += recipient.path("when").asText().equals("EVERY_RUN") ? 1 : 0;
        }
        return always;
    }

    private long count(Run run) {
        return mailbox.all().stream().filter(mail -> mail.isAbout(run)).count();
    }

    private void changeMemberships(Run first) {
        long members = first.counts() == null ? 0 : first.counts().members();
        long lapse = Math.max(1, members / 100);
        long begin = Math.max(1, members / 125);
        world.post("/memberships/lapse?count=" + lapse, Map.of());
        world.post("/memberships/begin?count=" + begin, Map.of());
        terminal.say("%d memberships lapse, %d begin", lapse, begin);
    }

    private static boolean isOfAnotherDay(Run run) {
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        return run.finishedAt() != null
                && run.finishedAt().atZone(ZoneId.systemDefault()).toLocalDate().isBefore(today);
    }

    private void switchOn(int sync) {
        if (!scheduler.sync(sync).path("status").asText().equals("ON")) {
            scheduler.status(sync, "ON");
            terminal.say("sync %d is ON and runs every 15 minutes from now on", sync);
        }
    }
}
