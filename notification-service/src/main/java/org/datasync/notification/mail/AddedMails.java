package org.datasync.notification.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;

/** Tells the senders of new messages, once they are committed. */
@ApplicationScoped
class AddedMails {
    private final Event<Added> added;

    AddedMails(Event<Added> added) {
        this.added = added;
    }

    /** Within the transaction that adds them. */
    void announce() {
        added.fire(new Added());
    }

    /** Seen after the commit. */
    record Added() {}
}
