package org.datasync.connector.call;

import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.catalog.TagGate;
import org.datasync.connector.change.ChangeRepository;
import org.datasync.connector.change.ChangeRepository.Twin;
import org.datasync.connector.change.Lane;
import org.datasync.connector.change.TagChange;
import org.datasync.connector.change.WorkSignal;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.prospect2.Account;
import org.datasync.connector.run.Run;
import org.datasync.connector.run.RunRepository;
import org.datasync.connector.run.RunState;
import org.jboss.logging.Logger;

/**
 * Hands rows that need calls of their own to a few threads, one row of each run in turn. A row is marked before its
 * first call; found marked and in nobody's hands, its calls are repeated, which does no harm.
 */
@ApplicationScoped
public class CallDispatcher {
    private static final Logger LOG = Logger.getLogger(CallDispatcher.class);
    private static final List<Lane> LANES = List.of(Lane.UNTAG, Lane.CALL);

    private final Leader leader;
    private final Account account;
    private final Transactions transactions;
    private final RunRepository runs;
    private final ChangeRepository changes;
    private final TagGate gate;
    private final TagCaller tagger;
    private final Untagger untagger;
    private final CallRecorder recorder;
    private final WorkSignal signal;
    private final int most;
    private final ExecutorService threads;
    private final Map<Long, TagChange.Sameness> inFlight = new ConcurrentHashMap<>();
    private volatile long tidyInEpoch = -1;
    private long lastRun;

    CallDispatcher(
            ConnectorConfig config,
            Leader leader,
            Account account,
            Transactions transactions,
            RunRepository runs,
            ChangeRepository changes,
            TagGate gate,
            TagCaller tagger,
            Untagger untagger,
            CallRecorder recorder,
            WorkSignal signal) {
        this.leader = leader;
        this.account = account;
        this.transactions = transactions;
        this.runs = runs;
        this.changes = changes;
        this.gate = gate;
        this.tagger = tagger;
        this.untagger = untagger;
        this.recorder = recorder;
        this.signal = signal;
        this.most = config.calls().concurrency();
        this.threads = Executors.newFixedThreadPool(most, task -> {
            Thread thread = new Thread(task, "call");
            thread.setDaemon(true);
            return thread;
        });
    }

    void onStop(@Observes ShutdownEvent event) {
        threads.shutdownNow();
    }

    /** Hands out as many rows as there are free threads; whether there may be more. */
    public boolean step() throws InterruptedException {
        if (!leader.leads() || !leader.hasTimeForRequest() || account.closed().isPresent()) {
            return false;
        }
        Map<Long, Run> active = transactions.read(runs::active).stream()
                .collect(Collectors.toMap(Run::no, Function.identity(), (one, other) -> one, TreeMap::new));
        if (!tidy(active)) {
            return false;
        }
        List<Run> open = inTurn(active.values().stream()
                .filter(run -> run.state() == RunState.OPEN)
                .toList());
        boolean handedOut = false;
        for (int round = 0; round < most && inFlight.size() < most; round++) {
            boolean inRound = false;
            for (Run run : open) {
                if (inFlight.size() < most && handOutOne(run)) {
                    lastRun = run.no();
                    inRound = true;
                }
            }
            if (!inRound) {
                break;
            }
            handedOut = true;
        }
        return handedOut && inFlight.size() < most;
    }

    /** Calls that were under way when their worker died come first. False if there are more of them than threads. */
    private boolean tidy(Map<Long, Run> active) {
        long epoch = leader.epoch();
        if (tidyInEpoch == epoch) {
            return true;
        }
        List<TagChange> orphans = transactions.read(changes::calling).stream()
                .filter(change -> !inFlight.containsKey(change.id()) && active.containsKey(change.runNo()))
                .toList();
        leader.write(connection -> {
            changes.doubt(connection, orphans.stream().map(TagChange::id).toList());
            return null;
        });
        for (TagChange orphan : orphans) {
            if (inFlight.size() == most) {
                return false;
            }
            if (isAlone(orphan)) {
                start(orphan, active.get(orphan.runNo()));
            }
        }
        tidyInEpoch = epoch;
        return true;
    }

    private boolean handOutOne(Run run) throws InterruptedException {
        for (Lane lane : LANES) {
            List<TagChange> rows = transactions.read(connection -> changes.ready(connection, run.no(), lane, most + 1));
            for (TagChange row : rows) {
                if (isAlone(row)) {
                    if (!gate.isOpen(run)) {
                        return false;
                    }
                    return handOut(row, run);
                }
            }
        }
        return false;
    }

    private boolean handOut(TagChange row, Run run) {
        Optional<Twin> settled = transactions.read(connection -> changes.twins(connection, row.id())).stream()
                .filter(twin -> twin.outcome() != null)
                .findFirst();
        if (settled.isPresent()) {
            leader.write(connection -> {
                changes.knownAlike(
                        connection,
                        row.sameness(),
                        settled.get().outcome(),
                        settled.get().reason());
                return null;
            });
            return true;
        }
        if (!leader.write(connection -> changes.toCall(connection, row.id()))) {
            return false;
        }
        start(row, run);
        return true;
    }

    private boolean isAlone(TagChange row) {
        return !inFlight.containsValue(row.sameness());
    }

    private void start(TagChange row, Run run) {
        inFlight.put(row.id(), row.sameness());
        threads.execute(() -> run(row, run));
    }

    private void run(TagChange row, Run run) {
        try {
            CallResult result = row.lane() == Lane.UNTAG ? untagger.apply(row, run) : tagger.apply(row, run);
            recorder.record(row, run, result);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            // The row stays marked and is taken up again.
            tidyInEpoch = -1;
            LOG.warnf(e, "A call broke off and is repeated");
        } finally {
            inFlight.remove(row.id());
            signal.wake();
        }
    }

    private List<Run> inTurn(List<Run> open) {
        int next = 0;
        while (next < open.size() && open.get(next).no() <= lastRun) {
            next++;
        }
        List<Run> turned = new ArrayList<>(open);
        Collections.rotate(turned, -next);
        return turned;
    }
}
