package org.datasync.sandbox.smtp;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Takes a MIME message apart. */
final class MailReader {
    private final List<Mail.Attachment> attachments = new ArrayList<>();
    private String text;
    private String html;

    private MailReader() {}

    static Mail read(String id, List<String> recipients, MimeMessage message, Instant receivedAt)
            throws MessagingException, IOException {
        var reader = new MailReader();
        reader.visit(message);
        return new Mail(
                id,
                message.getMessageID(),
                from(message),
                recipients,
                message.getSubject(),
                reader.text,
                reader.html,
                receivedAt.toString(),
                reader.attachments);
    }

    private static String from(MimeMessage message) throws MessagingException {
        Address[] from = message.getFrom();
        return from == null
                ? null
                : String.join(", ", Arrays.stream(from).map(Address::toString).toList());
    }

    private void visit(Part part) throws MessagingException, IOException {
        if (part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < parts.getCount(); i++) {
                visit(parts.getBodyPart(i));
            }
            return;
        }
        boolean attached = Part.ATTACHMENT.equalsIgnoreCase(part.getDisposition());
        if (!attached && text == null && part.isMimeType("text/plain")) {
            text = (String) part.getContent();
        } else if (!attached && html == null && part.isMimeType("text/html")) {
            html = (String) part.getContent();
        } else {
            attachments.add(new Mail.Attachment(part.getFileName(), size(part)));
        }
    }

    private static long size(Part part) throws MessagingException, IOException {
        try (InputStream content = part.getInputStream()) {
            return content.transferTo(OutputStream.nullOutputStream());
        }
    }
}
