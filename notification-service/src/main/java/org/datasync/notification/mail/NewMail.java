package org.datasync.notification.mail;

import java.time.Instant;

/**
 * A notice to one recipient, as it begins.
 *
 * @param recipient an address, or the name of a webhook
 * @param reason why it is not sent, null for a mail that is
 * @param dueAt null for at once
 */
record NewMail(
        Channel channel,
        String recipient,
        String recipientKey,
        String messageId,
        MailState state,
        String reason,
        Instant dueAt) {
    NewMail in(MailState other, String why, Instant due) {
        return new NewMail(channel, recipient, recipientKey, messageId, other, why, due);
    }

    /** Whether this one rather than another for the same recipient. */
    boolean outranks(NewMail other) {
        return rank() > other.rank();
    }

    private int rank() {
        return switch (state) {
            case SUPPRESSED -> 0;
            case COLLECTED -> 1;
            case WAITING, SENDING, SENT, REFUSED, GIVEN_UP, BOUNCED, DIGESTED -> 2;
        };
    }

    /** Without the recipient. */
    @Override
    public String toString() {
        return "NewMail[channel=" + channel + ", state=" + state + "]";
    }
}
