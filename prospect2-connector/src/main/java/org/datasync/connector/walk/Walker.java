package org.datasync.connector.walk;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.budget.Use;
import org.datasync.connector.catalog.TagGate;
import org.datasync.connector.change.ChangeRepository;
import org.datasync.connector.change.ChangeRepository.Seeking;
import org.datasync.connector.change.WorkSignal;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.prospect2.Account;
import org.datasync.connector.prospect2.Prospect2;
import org.datasync.connector.prospect2.Prospect2.Page;
import org.datasync.connector.prospect2.Reply;
import org.datasync.connector.prospect2.TaggedContact;
import org.datasync.connector.run.Run;
import org.datasync.connector.run.RunRepository;
import org.datasync.connector.run.RunState;
import org.jboss.logging.Logger;

/**
 * Decides how the removals of a run find their ids, by what costs the fewest requests: stored ids at once; the other
 * ones by reading the tag's contacts page by page if there are fewer pages than removals, else by a look-up each.
 */
@ApplicationScoped
public class Walker {
    private static final Logger LOG = Logger.getLogger(Walker.class);
    private static final int AT_ONCE = 5_000;

    private final Prospect2 prospect2;
    private final Account account;
    private final Leader leader;
    private final Transactions transactions;
    private final RunRepository runs;
    private final ChangeRepository changes;
    private final WalkPage page;
    private final SpareWalker spare;
    private final TagGate gate;
    private final WorkSignal signal;
    private final ConnectorConfig config;
    private final Clock clock;
    private final Map<Long, Arrivals> arrivals = new HashMap<>();
    private final Map<Long, Walk> walks = new HashMap<>();

    Walker(
            Prospect2 prospect2,
            Account account,
            Leader leader,
            Transactions transactions,
            RunRepository runs,
            ChangeRepository changes,
            WalkPage page,
            SpareWalker spare,
            TagGate gate,
            WorkSignal signal,
            ConnectorConfig config,
            Clock clock) {
        this.prospect2 = prospect2;
        this.account = account;
        this.leader = leader;
        this.transactions = transactions;
        this.runs = runs;
        this.changes = changes;
        this.page = page;
        this.spare = spare;
        this.gate = gate;
        this.signal = signal;
        this.config = config;
        this.clock = clock;
    }

    /** One decision or page for each run that needs it; whether there is more to do at once. */
    public boolean step() throws InterruptedException {
        if (!leader.leads() || !leader.hasTimeForRequest() || account.closed().isPresent()) {
            return false;
        }
        List<Run> open = transactions.read(runs::active).stream()
                .filter(run -> run.state() == RunState.OPEN)
                .toList();
        forgetOthers(open);
        boolean more = false;
        for (Run run : open) {
            more |= seek(run, open);
        }
        if (!more && !transactions.read(runs::hasWork)) {
            spare.step();
        }
        return more;
    }

    private boolean seek(Run run, List<Run> open) throws InterruptedException {
        if (!transactions.read(connection -> changes.isSeeking(connection, run.no()))) {
            walks.remove(run.no());
            return false;
        }
        if (!gate.isOpen(run)) {
            return false;
        }
        Arrivals seen = arrivals.get(run.no());
        if (seen == null || seen.received != run.received()) {
            arrivals.put(run.no(), useStored(run, seen));
            return true;
        }
        Walk walk = walks.get(run.no());
        if (walk != null) {
            return walkOn(run, walk, open);
        }
        boolean quiet = seen.at.isBefore(clock.instant().minus(config.walks().quiet()));
        return (run.complete() || quiet) && decide(run);
    }

    private Arrivals useStored(Run run, Arrivals seen) {
        Seeking seeking = transactions.read(connection -> changes.seeking(connection, run.no()));
        long from = seen == null ? 0 : seen.lastId;
        int stored = leader.write(connection -> changes.unseekStored(connection, run.no(), run.tagId(), from));
        if (stored > 0) {
            signal.wake();
        }
        return new Arrivals(run.received(), seeking.lastId(), clock.instant());
    }

    private boolean decide(Run run) {
        long removals = transactions
                .read(connection -> changes.seeking(connection, run.no()))
                .count();
        long contacts = gate.contacts(run.tagId()).orElse(Long.MAX_VALUE);
        long pages = contacts / Prospect2.PAGE + 1;
        if (removals <= pages) {
            return lookUpEach(run);
        }
        LOG.infof(
                "Removals find their ids by reading the tag's contacts: runId=%s removals=%d pages=%d",
                run.id(), removals, pages);
        walks.put(run.no(), new Walk(run.tagId(), 0, removals));
        return true;
    }

    private boolean lookUpEach(Run run) {
        leader.write(connection -> changes.unseekAll(connection, run.no(), AT_ONCE));
        signal.wake();
        return true;
    }

    private boolean walkOn(Run run, Walk walk, List<Run> open) throws InterruptedException {
        Reply<Page<TaggedContact>> reply = prospect2.walk(Use.CALL, run.tagId(), walk.position);
        if (!(reply instanceof Reply.Applied<Page<TaggedContact>> answer)) {
            return !reply.concernsAccount() && walk.isHopeless() && lookUpEach(run);
        }
        List<TaggedContact> contacts = answer.value().items();
        leader.write(connection -> {
            page.learn(connection, run.tagId(), contacts, open);
            return null;
        });
        signal.wake();
        if (answer.value().more() && !walk.isTooLong()) {
            walk.position = contacts.get(contacts.size() - 1).id();
            return true;
        }
        // Whoever was not met has no such tag, or another address: each is looked up.
        return lookUpEach(run);
    }

    private void forgetOthers(List<Run> open) {
        Set<Long> numbers = open.stream().map(Run::no).collect(Collectors.toSet());
        walks.keySet().retainAll(numbers);
        arrivals.keySet().retainAll(numbers);
    }

    /**
     * What was seen of a run.
     *
     * @param lastId up to here rows were compared with the stored ids
     */
    private record Arrivals(long received, long lastId, Instant at) {}
}
