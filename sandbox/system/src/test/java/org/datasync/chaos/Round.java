package org.datasync.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lets a planned round happen. */
final class Round {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final List<Sync> syncs;
    private final Processes processes;
    private final Troubles troubles;
    private final Worlds worlds;
    private final Operator operator;
    private final Journal journal;

    Round(List<Sync> syncs, Processes processes, Troubles troubles, Worlds worlds, Operator operator, Journal journal) {
        this.syncs = syncs;
        this.processes = processes;
        this.troubles = troubles;
        this.worlds = worlds;
        this.operator = operator;
        this.journal = journal;
    }

    /** Returns when everything has happened and every process is there again. */
    void happen(List<Step> plan) {
        ScheduledExecutorService threads = Executors.newScheduledThreadPool(6);
        try {
            List<Future<?>> steps = plan.stream()
                    .flatMap(step -> step.target() == null
                            ? Stream.of(at(threads, step.at(), () -> act(step)))
                            : Stream.of(
                                    at(threads, step.at(), () -> harm(step)),
                                    at(threads, step.until(), () -> mend(step))))
                    .collect(Collectors.toList());
            for (Future<?> step : steps) {
                step.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a step of the round failed", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
            troubles.end();
            processes.heal();
        }
    }

    private static Future<?> at(ScheduledExecutorService threads, Duration at, Runnable step) {
        return threads.schedule(step, at.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void harm(Step step) {
        if (step.action() == Action.KILL) {
            processes.kill(step.target());
        } else {
            processes.freeze(step.target());
        }
        journal.harmed(step.action(), step.target());
    }

    private void mend(Step step) {
        if (step.action() == Action.KILL) {
            processes.start(step.target());
        } else {
            processes.thaw(step.target());
        }
    }

    private void act(Step step) {
        int choice = step.choice();
        Sync sync = syncs.get(choice % syncs.size());
        int rest = choice / syncs.size();
        String detail = step.action().name();
        switch (step.action()) {
            case PROSPECT2_FAULT -> detail = troubles.ofProspect2(choice);
            case MAIL_FAULT -> detail = troubles.ofMail(choice);
            case WORLD -> worlds.change();
            case RUN -> {
                String mode = rest % 6 == 0 ? "FULL" : "DELTA";
                operator.run(sync, mode);
                detail = "RUN " + mode;
            }
            case CANCEL -> operator.cancel(sync);
            case DECIDE -> syncs.forEach(each -> operator.decide(each, rest % 2 == 0));
            case PREVIEW -> operator.preview(sync);
            case SWITCH -> flick(rest);
            case EDIT -> operator.edit(sync, choice);
            case RETRY -> operator.retryRejected(sync);
            case KILL, PAUSE -> throw new IllegalStateException("has a target");
        }
        journal.did(step.action(), detail);
    }

    private void flick(int choice) {
        List<Sync> scheduled = syncs.stream().filter(Sync::scheduled).toList();
        Sync sync = scheduled.get(choice % scheduled.size());
        operator.switched(sync, "OFF");
        operator.switched(sync, "ON");
    }
}
