package org.datasync.connector.call;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
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
import org.datasync.connector.prospect2.TaggedContact.Tagging;
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
            return lookUp(change, run, new Final(Outcome.ALREADY, "nobody with this address has the tag", null), 0);
        }
        Reply<Boolean> removed = prospect2.removeTag(stored.get().associationId());
        if (!(removed instanceof Reply.NotFound)) {
            return removed(removed);
        }
        return lookUpAgain(change, run, stored.get());
    }

    /** The stored id is stale: the tag was removed, and perhaps added again under another id, to whatever address. */
    private CallResult lookUpAgain(TagChange change, Run run, Association stale) throws InterruptedException {
        Reply<Optional<TaggedContact>> found = prospect2.find(stale.contactId());
        if (!(found instanceof Reply.Applied<Optional<TaggedContact>> answer)) {
            return failed(found);
        }
        Final gone = new Final(Outcome.DONE, null, null);
        if (answer.value().isPresent()) {
            TaggedContact contact = answer.value().get();
            boolean renamed = !contact.email().equalsIgnoreCase(change.address());
            if (!renamed || contact.association(run.tagId()).isPresent()) {
                return remove(contact, change, run, gone, stale.associationId());
            }
        }
        return lookUp(change, run, gone, stale.associationId());
    }

    private CallResult lookUp(TagChange change, Run run, Final ifAbsent, long stale) throws InterruptedException {
        Reply<Optional<TaggedContact>> found = prospect2.find(change.address());
        if (!(found instanceof Reply.Applied<Optional<TaggedContact>> answer)) {
            return failed(found);
        }
        return answer.value().isEmpty()
                ? absent(change, run, ifAbsent)
                : remove(answer.value().get(), change, run, ifAbsent, stale);
    }

    private CallResult remove(TaggedContact contact, TagChange change, Run run, Final ifAbsent, long stale)
            throws InterruptedException {
        OptionalLong association = contact.association(run.tagId());
        if (association.isEmpty() && !contact.complete()) {
            Reply<List<Tagging>> tags = prospect2.tagsOf(contact.id());
            if (!(tags instanceof Reply.Applied<List<Tagging>> answer)) {
                return failed(tags);
            }
            association =
                    new TaggedContact(contact.id(), contact.email(), answer.value(), true).association(run.tagId());
        }
        if (association.isEmpty()) {
            return absent(change, run, ifAbsent);
        }
        if (association.getAsLong() == stale) {
            return new Failed("an association that is there and not there", false, 0);
        }
        return removed(prospect2.removeTag(association.getAsLong()));
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
        return failed(reply);
    }

    /** Never the address's fault: a removal is not refused for good. */
    private static CallResult failed(Reply<?> reply) {
        if (reply.concernsAccount()) {
            return new NotDone(reply.maybeApplied());
        }
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
