package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.datasync.delta.DeltaConfig;
import org.datasync.platform.events.EventPublisher;
import org.datasync.platform.events.EventRecord;

/**
 * Publishes a stored plan in the order of its sequence, chunk by chunk: announces the chunk on the run's row, sends it,
 * awaits the acknowledgements, notes them on the row. At most two chunks are under way: a crash repeats at most what
 * was announced, with the same identities. A run that is to stop ends behind what was announced, so that nothing is at
 * the broker that counts as not published.
 */
@ApplicationScoped
class PlanPublisher {
    /** Then others have their turn, and a run that is to stop is seen. */
    private static final int CHUNKS_OF_A_STEP = 8;

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

    /**
     * Publishes some chunks. While the acknowledgements of one are under way, the next is read, announced and sent.
     *
     * @return whether everything is published
     */
    boolean publishNext(Run run) throws InterruptedException, ExecutionException, TimeoutException {
        if (run.publishingThrough() > run.publishedThrough()) {
            finishAnnounced(run);
            return false;
        }
        if (run.publishedThrough() >= run.lastSequence()) {
            return true;
        }
        Sent before = null;
        long from = run.publishedThrough();
        for (int i = 0; i < CHUNKS_OF_A_STEP && from < run.lastSequence(); i++) {
            Optional<PlanChunk> chunk = announced(run, from);
            if (chunk.isEmpty()) {
                break;
            }
            Sent sent = send(run, from, chunk.get());
            acknowledged(run, before);
            before = sent;
            from = sent.chunk.through();
        }
        acknowledged(run, before);
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
        acknowledged(run, send(run, from, chunk));
    }

    /** @return whether all rows without outcome are published again */
    boolean republishNext(Run run) throws InterruptedException, ExecutionException, TimeoutException {
        long to = run.publishedThrough();
        if (run.republishedThrough() >= to) {
            return true;
        }
        PlanChunk chunk = leader.call(
                connection -> plans.readUnsettled(connection, run, run.republishedThrough(), to, config.chunk()));
        await(send(run, run.republishedThrough(), chunk));
        leader.call(connection -> runs.republished(connection, run, chunk.through()));
        return false;
    }

    /** The next chunk, noted on the row of the run; empty if the run is to stop. */
    private Optional<PlanChunk> announced(Run run, long from) {
        return leader.call(connection -> {
            PlanChunk next = plans.read(connection, run, from, run.lastSequence(), config.chunk());
            return runs.publishing(connection, run, next.through()) ? Optional.of(next) : Optional.empty();
        });
    }

    private Sent send(Run run, long from, PlanChunk chunk) {
        Instant time = run.request().requestedAt();
        CompletableFuture<?>[] records = chunk.records().stream()
                .map(record -> publisher.publish(EventRecord.of(record, run.runId(), time)))
                .toArray(CompletableFuture<?>[]::new);
        return new Sent(from, chunk, CompletableFuture.allOf(records));
    }

    private void acknowledged(Run run, Sent sent) throws InterruptedException, ExecutionException, TimeoutException {
        if (sent != null) {
            await(sent);
            leader.call(connection ->
                    runs.published(connection, run, sent.from, sent.chunk.through(), sent.chunk.counts()));
        }
    }

    private void await(Sent sent) throws InterruptedException, ExecutionException, TimeoutException {
        sent.acknowledgement.get(config.acknowledgement().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A chunk on its way to the broker, with the sequence it begins behind. */
    private record Sent(long from, PlanChunk chunk, CompletableFuture<Void> acknowledgement) {}
}
