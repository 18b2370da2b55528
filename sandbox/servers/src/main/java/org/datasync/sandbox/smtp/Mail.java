package org.datasync.sandbox.smtp;

import java.util.List;

/** One mail as it was accepted; {@code to} are the recipients that the sender named to the server. */
public record Mail(
        String id,
        String messageId,
        String from,
        List<String> to,
        String subject,
        String text,
        String html,
        String receivedAt,
        List<Attachment> attachments) {
    public Mail {
        to = List.copyOf(to);
        attachments = List.copyOf(attachments);
    }

    /** A part of the mail that is neither its text nor its page; size in bytes. */
    public record Attachment(String name, long size) {}
}
