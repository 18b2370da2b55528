package org.datasync.notification.mail;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** The content of a mail, the same for each of its recipients. */
record Letter(String subject, String text, String html, List<Attachment> attachments) {
    Letter {
        requireNonNull(subject, "subject");
        requireNonNull(text, "text");
        requireNonNull(html, "html");
        attachments = List.copyOf(attachments);
    }

    record Attachment(String name, String type, byte[] content) {}
}
