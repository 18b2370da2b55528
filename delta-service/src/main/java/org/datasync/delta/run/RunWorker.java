package org.datasync.delta.run;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.delta.health.DatabaseObjects;
import org.datasync.platform.lease.LeaseLostException;
import org.datasync.platform.work.WorkLoop;
import org.jboss.logging.Logger;

/**
 * Works on runs while this replica is the leader. One thread looks which runs can go a step further, a few others take
 * the steps, one run on at most one of them. Steps are short enough for small runs to get by beside a big one.
 */
@ApplicationScoped
class RunWorker {
    private static final Logger LOG = Logger.getLogger(RunWorker.class);

    private final Database database;
    private final DatabaseObjects objects;
    private final RunStore runs;
    private final RunMachine machine;
    private final Housekeeping housekeeping;
    private final Instance<BackgroundWork> others;
    private final Leadership leader;
    private final WorkSignal signal;
    private final DeltaConfig config;
    private final MeterRegistry meters;
    private final Set<Long> busy = ConcurrentHashMap.newKeySet();
    private volatile WorkLoop loop;
    private volatile ExecutorService threads;

    RunWorker(
            Database database,
            DatabaseObjects objects,
            RunStore runs,
            RunMachine machine,
            Housekeeping housekeeping,
            @Any Instance<BackgroundWork> others,
            Leadership leader,
            WorkSignal signal,
            DeltaConfig config,
            MeterRegistry meters) {
        this.database = database;
        this.objects = objects;
        this.runs = runs;
        this.machine = machine;
        this.housekeeping = housekeeping;
        this.others = others;
        this.leader = leader;
        this.signal = signal;
        this.config = config;
        this.meters = meters;
    }

    void onStart(@Observes @Priority(100) StartupEvent event) {
        AtomicInteger number = new AtomicInteger();
        threads = Executors.newFixedThreadPool(config.workers(), work -> {
            Thread thread = new Thread(work, "delta-run-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        meters.gauge("datasync.run.busy", busy, Set::size);
        loop = new WorkLoop("delta-dispatch", config.interval(), meters, this::dispatch).start();
        signal.wakes(loop::wake);
    }

    void onStop(@Observes ShutdownEvent event) throws InterruptedException {
        loop.close();
        threads.shutdown();
        if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
            threads.shutdownNow();
        }
    }

    private boolean dispatch() {
        if (!leader.isLeader() || !objects.areComplete()) {
            return false;
        }
        List<Run> active = database.call(runs::active);
        for (Run run : active) {
            if (!busy.contains(run.runNo()) && machine.isReady(run)) {
                submit(run.runNo(), () -> step(run.runNo()));
            }
        }
        for (BackgroundWork work : others) {
            for (BackgroundWork.Task task : work.due()) {
                if (!busy.contains(task.number())) {
                    submit(task.number(), () -> work(task));
                }
            }
        }
        return busy.isEmpty() && tidy();
    }

    private boolean tidy() {
        boolean more = housekeeping.step();
        for (BackgroundWork work : others) {
            more |= work.tidy(leader);
        }
        return more;
    }

    private void submit(long number, Runnable work) {
        busy.add(number);
        threads.execute(() -> {
            try {
                work.run();
            } finally {
                busy.remove(number);
                loop.wake();
            }
        });
    }

    private void work(BackgroundWork.Task task) {
        try {
            if (leader.isLeader()) {
                task.step().run(leader);
            }
        } catch (LeaseLostException e) {
            LOG.infof("Task left to another replica: number=%d", task.number());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            meters.counter("datasync.run.step.failures").increment();
            LOG.warnf(e, "Task failed and is repeated: number=%d", task.number());
        }
    }

    /** Reads the row again: since the dispatcher saw it, another step may have been taken. */
    private void step(long runNo) {
        Run run = database.call(connection -> runs.find(connection, runNo)).orElseThrow();
        try {
            if (leader.isLeader() && machine.canStep(run)) {
                machine.step(run);
            }
        } catch (LeaseLostException e) {
            LOG.infof("Step left to another replica: runId=%s", run.runId());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            meters.counter("datasync.run.step.failures").increment();
            LOG.warnf(
                    e,
                    "Step failed and is repeated: runId=%s state=%s attempt=%d",
                    run.runId(),
                    run.state(),
                    run.attempt());
            putOff(run);
        }
    }

    private void putOff(Run run) {
        try {
            machine.failed(run);
        } catch (RuntimeException e) {
            LOG.warnf(e, "Attempt not counted: runId=%s", run.runId());
        }
    }
}
