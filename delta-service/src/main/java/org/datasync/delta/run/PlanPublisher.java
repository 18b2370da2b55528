package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.Published;
import org.datasync.delta.DeltaConfig;
import org.datasync.platform.events.EventPublisher;
import org.datasync.platform.events.EventRecord;

/**
 * Publishes a stored plan in the order of its sequence, chunk by chunk: announces the chunk on the run's row, sends it,
 * awaits the acknowledgements, notes them on the row. A crash repeats at most the announced chunk, with the same
 * identities. A run that is to stop ends behind the announced chunk, so that nothing is at the broker that counts as
 * not published.
 */
@ApplicationScoped
class PlanPublisher {
    private final PlanReader plans;
    private final RunStore runs;
    private final Leadership leader;
    private final EventPublisher publisher;
    private final DeltaConfig.Publishing config;

    PlanPublisher(PlanReader plans, RunStore runs, Leadership leader, EventPublisher publisher, DeltaConfig config) {
        this.plans = plans;
        this.runs = runs;
        this.leader = leader;
        this.publisher = publisher;
        this.config = config.publishing();
    }

    /** @return whether everything is published */
    boolean publishNext(Run run) throws InterruptedException, ExecutionException, TimeoutException {
        if (run.publishingThrough() > run.publishedThrough()) {
            finishAnnounced(run);
            return false;
        }
        long from = run.publishedThrough();
        if (from >= run.lastSequence()) {
            return true;
        }
        PlanChunk chunk = leader.call(connection -> {
            PlanChunk next = plans.read(connection, run, from, run.lastSequence(), config.chunk());
            return runs.publishing(connection, run, next.through()) ? next : null;
        });
        if (chunk != null) {
            send(run, chunk);
            acknowledged(run, from, chunk.through(), chunk.counts());
        }
        return false;
    }

    /** What a former worker announced may be at the broker or not: it is sent again. */
    void finishAnnounced(Run run) throws InterruptedException, ExecutionException, TimeoutException {
        long from = run.publishedThrough();
        long to = run.publishingThrough();
        if (to <= from) {
            return;
        }
        PlanChunk chunk = leader.call(connection -> plans.read(connection, run, from, to, Integer.MAX_VALUE));
        send(run, chunk);
        acknowledged(run, from, to, chunk.counts());
    }

    /** @return whether all rows without outcome are published again */
    boolean republishNext(Run run) throws InterruptedException, ExecutionException, TimeoutException {
        long to = run.publishedThrough();
        if (run.republishedThrough() >= to) {
            return true;
        }
        PlanChunk chunk = leader.call(
                connection -> plans.readUnsettled(connection, run, run.republishedThrough(), to, config.chunk()));
        send(run, chunk);
        leader.call(connection -> runs.republished(connection, run, chunk.through()));
        return false;
    }

    private void acknowledged(Run run, long from, long through, Published counts) {
        leader.call(connection -> runs.published(connection, run, from, through, counts));
    }

    private void send(Run run, PlanChunk chunk) throws InterruptedException, ExecutionException, TimeoutException {
        Instant time = run.request().requestedAt();
        CompletableFuture<?>[] sent = new CompletableFuture<?>[chunk.records().size()];
        int i = 0;
        for (ConstituentDelta record : chunk.records()) {
            sent[i++] = publisher.publish(EventRecord.of(record, run.runId(), time));
        }
        CompletableFuture.allOf(sent).get(config.acknowledgement().toMillis(), TimeUnit.MILLISECONDS);
    }
}
