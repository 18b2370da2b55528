package org.datasync.notification.mail;

/**
 * The Message-ID of one notice to one recipient. Derived, so that a mail sent again after a crash has the same one:
 * mail servers and clients that recognise it show one copy.
 */
final class MessageId {
    private MessageId() {}

    /** @param sender the domain of its address, with or without a name, becomes the right-hand side */
    static String of(String eventId, String recipientKey, String sender) {
        String domain = sender.substring(sender.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
        return "<%s@%s>"
                .formatted(
                        MailAddress.sha256(eventId + "\n" + recipientKey).substring(0, 40),
                        domain.isEmpty() ? "localhost" : domain);
    }
}
