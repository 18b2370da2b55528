package org.datasync.sandbox.smtp;

import static java.util.Objects.requireNonNull;

import java.util.Locale;

/**
 * Something that goes wrong with the next mails.
 *
 * @param code the reply of {@link Kind#REFUSE}: 4xx for now, 5xx for good
 * @param times how many mails it hits
 * @param recipient only mails to this recipient; null for all
 */
public record Fault(Kind kind, int code, int times, String recipient) {
    public Fault {
        requireNonNull(kind, "kind");
        if (kind == Kind.REFUSE && (code < 400 || code > 599)) {
            throw new IllegalArgumentException("code must be from 400 to 599");
        }
        if (times < 1) {
            throw new IllegalArgumentException("times must be at least 1");
        }
    }

    public static Fault refuse(int code, int times) {
        return new Fault(Kind.REFUSE, code, times, null);
    }

    public static Fault of(Kind kind, int times) {
        return new Fault(kind, 0, times, null);
    }

    /** The same for the mails to one recipient. */
    public Fault to(String onlyRecipient) {
        return new Fault(kind, code, times, onlyRecipient);
    }

    boolean hits(String recipientLine) {
        return recipient == null
                || recipientLine.toLowerCase(Locale.ROOT).contains("<" + recipient.toLowerCase(Locale.ROOT) + ">");
    }

    Fault less() {
        return new Fault(kind, code, times - 1, recipient);
    }

    /** What goes wrong. */
    public enum Kind {
        /** The recipient is answered with an error. */
        REFUSE,
        /** The recipient gets no answer while the sender waits. */
        STALL,
        /** The connection is cut before the mail is taken. */
        CUT,
        /** The mail is taken, but the connection is cut before the sender learns it. */
        CUT_AFTER_ACCEPTANCE
    }
}
