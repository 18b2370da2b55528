package org.datasync.connector.call;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.datasync.connector.association.AssociationRepository.Association;
import org.datasync.connector.call.CallResult.Failed;
import org.datasync.connector.call.CallResult.Final;
import org.datasync.connector.call.CallResult.NotDone;
import org.datasync.connector.catalog.FieldCatalog;
import org.datasync.connector.catalog.TagGate;
import org.datasync.connector.change.ProfileJson;
import org.datasync.connector.change.TagChange;
import org.datasync.connector.prospect2.ContactData;
import org.datasync.connector.prospect2.Prospect2;
import org.datasync.connector.prospect2.Reply;
import org.datasync.connector.run.Run;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;

/** Writes one contact and its tag by single calls. Fields first: automations start on the tag and read the fields. */
@ApplicationScoped
class TagCaller {
    /** A refusal that does not name the address is tried again a few times: it may be the account's doing. */
    private static final int REFUSALS = 3;

    private final Prospect2 prospect2;
    private final FieldCatalog fields;
    private final TagGate gate;

    TagCaller(Prospect2 prospect2, FieldCatalog fields, TagGate gate) {
        this.prospect2 = prospect2;
        this.fields = fields;
        this.gate = gate;
    }

    CallResult apply(TagChange change, Run run) throws InterruptedException {
        Optional<ContactData> contact = fields.contact(run, change.address(), ProfileJson.read(change.profile()));
        if (contact.isEmpty()) {
            return new NotDone(false);
        }
        Reply<Long> written = prospect2.write(contact.get());
        boolean update = change.operation() == Operation.UPDATE;
        if (!(written instanceof Reply.Applied<Long> id)) {
            // Whether the contact data were written says nothing about the tag.
            return notApplied(written, update && written.maybeApplied());
        }
        if (update) {
            return new Final(Outcome.DONE, null, null);
        }
        Reply<Long> tagged = prospect2.addTag(id.value(), run.tagId());
        if (tagged instanceof Reply.Applied<Long> association) {
            return new Final(Outcome.DONE, null, new Association(id.value(), association.value()));
        }
        if (tagged instanceof Reply.Rejected || tagged instanceof Reply.NotFound) {
            // Not the address's fault: the tag or the contact is not what it was a moment ago.
            gate.forget(run.tagId());
        }
        return tagged instanceof Reply.Rejected<Long> rejected
                ? new Failed(rejected.reason(), false, REFUSALS)
                : notApplied(tagged, tagged.maybeApplied());
    }

    private static CallResult notApplied(Reply<Long> reply, boolean inDoubt) {
        if (reply.concernsAccount()) {
            return new NotDone(inDoubt);
        }
        if (reply instanceof Reply.Rejected<Long> rejected) {
            return rejected.inAddress()
                    ? new Final(Outcome.REJECTED, rejected.reason(), null)
                    : new Failed(rejected.reason(), false, REFUSALS);
        }
        if (reply instanceof Reply.Later<Long> later) {
            return new Failed(later.reason(), inDoubt, 0);
        }
        if (reply instanceof Reply.InDoubt<Long> lost) {
            return new Failed(lost.reason(), inDoubt, 0);
        }
        return new Failed("not found", false, REFUSALS);
    }
}
