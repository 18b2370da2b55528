package org.datasync.connector.call;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.association.AssociationRepository;
import org.datasync.connector.association.AssociationRepository.Association;
import org.datasync.connector.call.CallResult.Failed;
import org.datasync.connector.call.CallResult.Final;
import org.datasync.connector.call.CallResult.NotDone;
import org.datasync.connector.call.CallResult.TooEarly;
import org.datasync.connector.change.ChangeRepository;
import org.datasync.connector.change.TagChange;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.prospect2.Prospect2;
import org.datasync.connector.prospect2.Reply;
import org.datasync.connector.prospect2.TaggedContact;
import org.datasync.connector.run.Run;
import org.datasync.contracts.tagging.v1.Outcome;

/**
 * Takes the tag away from one address: by the stored id of the association if there is one, else after a look-up. A
 * stored id also finds a contact that has another address now.
 */
@ApplicationScoped
class Untagger {
    private final Prospect2 prospect2;
    private final AssociationRepository associations;
    private final ChangeRepository changes;
    private final Transactions transactions;
    private final ConnectorConfig config;
    private final Clock clock;

    Untagger(
            Prospect2 prospect2,
            AssociationRepository associations,
            ChangeRepository changes,
            Transactions transactions,
            ConnectorConfig config,
            Clock clock) {
        this.prospect2 = prospect2;
        this.associations = associations;
        this.changes = changes;
        this.transactions = transactions;
        this.config = config;
        this.clock = clock;
    }

    CallResult apply(TagChange change, Run run) throws InterruptedException {
        Optional<Association> stored =
                transactions.read(connection -> associations.find(connection, run.tagId(), change.addressKey()));
        if (stored.isEmpty()) {
            return lookUp(change, run, new Final(Outcome.ALREADY, "nobody with this address has the tag", null));
        }
        Reply<Boolean> removed = prospect2.removeTag(stored.get().associationId());
        if (removed instanceof Reply.NotFound) {
            // Gone; but it may have been removed and added again, under another id.
            return lookUp(change, run, new Final(Outcome.DONE, null, null));
        }
        return removed(removed);
    }

    private CallResult lookUp(TagChange change, Run run, Final ifAbsent) throws InterruptedException {
        Reply<Optional<TaggedContact>> found = prospect2.find(change.address());
        if (!(found instanceof Reply.Applied<Optional<TaggedContact>> answer)) {
            return found.concernsAccount() ? new NotDone() : failed(found);
        }
        OptionalLong association =
                answer.value().map(contact -> contact.association(run.tagId())).orElse(OptionalLong.empty());
        if (association.isPresent()) {
            return removed(prospect2.removeTag(association.getAsLong()));
        }
        return absent(change, run, ifAbsent);
    }

    /** A bulk import of our own may show late: then its tag would come after we called it gone. */
    private CallResult absent(TagChange change, Run run, Final ifAbsent) {
        Instant recent = clock.instant().minus(config.calls().recentAdd());
        boolean justAdded = transactions.read(
                connection -> changes.addedSince(connection, change.addressKey(), run.tagId(), recent));
        return justAdded ? new TooEarly(clock.instant().plus(config.calls().recentAddPause())) : ifAbsent;
    }

    private static CallResult removed(Reply<Boolean> reply) {
        if (reply instanceof Reply.Applied || reply instanceof Reply.NotFound) {
            return new Final(Outcome.DONE, null, null);
        }
        return reply.concernsAccount() ? new NotDone() : failed(reply);
    }

    /** Never the address's fault: a removal is not refused for good. */
    private static CallResult failed(Reply<?> reply) {
        if (reply instanceof Reply.Later<?> later) {
            return new Failed(later.reason(), later.maybeApplied(), 0);
        }
        if (reply instanceof Reply.InDoubt<?> lost) {
            return new Failed(lost.reason(), true, 0);
        }
        if (reply instanceof Reply.Rejected<?> rejected) {
            return new Failed(rejected.reason(), false, 0);
        }
        return new Failed("not found", false, 0);
    }
}
