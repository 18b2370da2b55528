package org.datasync.scheduler.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.datasync.contracts.sync.v1.Recipient;
import org.datasync.scheduler.peer.Notifications.Refused;

/**
 * A recipient as the API shows it.
 *
 * @param refused only where the last mail was refused for good: such an address should be looked at
 */
record RecipientView(
        String address,
        Recipient.When when,
        @JsonInclude(JsonInclude.Include.NON_NULL) Refused refused) {

    /** @param refused by address in lower case */
    static List<RecipientView> of(List<Recipient> recipients, Map<String, Refused> refused) {
        return recipients.stream()
                .map(recipient -> new RecipientView(
                        recipient.address(),
                        recipient.when(),
                        refused.get(recipient.address().toLowerCase(Locale.ROOT))))
                .toList();
    }

    /** Without the address: it is personal data and must not end in a log. */
    @Override
    public String toString() {
        return "RecipientView[when=" + when + "]";
    }
}
