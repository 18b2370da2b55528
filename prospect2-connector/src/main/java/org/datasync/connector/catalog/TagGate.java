package org.datasync.connector.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.prospect2.Prospect2;
import org.datasync.connector.prospect2.Reply;
import org.datasync.connector.prospect2.TagView;
import org.datasync.connector.run.Run;
import org.datasync.connector.run.RunRepository;
import org.jboss.logging.Logger;

/**
 * Lets a run pass only while its tag exists under id and name: bulk import would create a missing tag without a word,
 * and nobody would notice the typo. A missing or renamed tag fails the run as a whole.
 */
@ApplicationScoped
public class TagGate {
    private static final Logger LOG = Logger.getLogger(TagGate.class);
    /** Between two questions that are not answered; several threads would ask without end. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Prospect2 prospect2;
    private final Leader leader;
    private final RunRepository runs;
    private final ConnectorConfig config;
    private final Clock clock;
    private final Map<String, Checked> checked = new HashMap<>();
    private final Map<String, Instant> unanswered = new HashMap<>();

    TagGate(Prospect2 prospect2, Leader leader, RunRepository runs, ConnectorConfig config, Clock clock) {
        this.prospect2 = prospect2;
        this.leader = leader;
        this.runs = runs;
        this.config = config;
        this.clock = clock;
    }

    /** Whether the run may send now; false also while the tag could not be asked for. */
    public synchronized boolean isOpen(Run run) throws InterruptedException {
        Checked known = checked.get(run.tagId());
        Instant oldest = clock.instant().minus(config.account().tagCheck());
        if (known == null || known.at.isBefore(oldest)) {
            known = askAgain(run.tagId()) ? check(run.tagId()) : null;
        }
        if (known == null) {
            return false;
        }
        Optional<String[]> problem = problem(run, known.name);
        problem.ifPresent(failure -> fail(run, failure[0], failure[1]));
        return problem.isEmpty();
    }

    /** How many contacts carry the tag, as of the last check; empty if it was not checked. */
    public synchronized OptionalLong contacts(String tagId) {
        Checked known = checked.get(tagId);
        return known == null || known.contacts == TagView.NOT_KNOWN
                ? OptionalLong.empty()
                : OptionalLong.of(known.contacts);
    }

    /** The next row asks again: an answer hints that the tag is not as it was. */
    public synchronized void forget(String tagId) {
        checked.remove(tagId);
    }

    private boolean askAgain(String tagId) {
        Instant failed = unanswered.get(tagId);
        return failed == null || failed.isBefore(clock.instant().minus(PAUSE));
    }

    /** Null if there was no answer. */
    private Checked check(String tagId) throws InterruptedException {
        Reply<TagView> reply = prospect2.tag(tagId);
        Checked result = null;
        if (reply instanceof Reply.Applied<TagView> applied) {
            result = new Checked(applied.value().name(), applied.value().contacts(), clock.instant());
        } else if (reply instanceof Reply.NotFound) {
            result = new Checked(null, 0, clock.instant());
        }
        if (result == null || result.name == null) {
            checked.remove(tagId);
        } else {
            checked.put(tagId, result);
        }
        if (result == null) {
            unanswered.put(tagId, clock.instant());
        } else {
            unanswered.remove(tagId);
        }
        return result;
    }

    private static Optional<String[]> problem(Run run, String name) {
        if (name == null) {
            return Optional.of(new String[] {
                "TAG_MISSING",
                "The tag with id %s does not exist in Prospect2 any more. Make a new sync with another tag."
                        .formatted(run.tagId())
            });
        }
        if (!name.equals(run.tagName())) {
            return Optional.of(new String[] {
                "TAG_RENAMED",
                "The tag with id %s has another name in Prospect2 now. Accept the new name in the sync, or rename it back."
                        .formatted(run.tagId())
            });
        }
        return Optional.empty();
    }

    private void fail(Run run, String code, String reason) {
        checked.remove(run.tagId());
        if (leader.write(connection -> runs.fail(connection, run.no(), code, reason))) {
            LOG.warnf("Run cannot be applied: runId=%s syncId=%d status=%s", run.id(), run.syncId(), code);
        }
    }

    /** @param name null if the tag does not exist */
    private record Checked(String name, long contacts, Instant at) {}
}
