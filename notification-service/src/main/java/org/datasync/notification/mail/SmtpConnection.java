package org.datasync.notification.mail;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.mail.MailAttachment;
import io.vertx.ext.mail.MailClient;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.datasync.notification.delivery.Delivery;
import org.datasync.notification.mail.Letter.Attachment;

/**
 * One connection to the mail server, opened when needed and kept while one accepted mail follows the other. For one
 * thread that is not one of Vert.x.
 *
 * <p>Where a connection ends while a mail begins, the client (4.5.27) may never answer. So none is kept while nothing
 * is due, and none after an error, when the client says QUIT and the server hangs up.
 *
 * <p>A silent server is hung up on, so that a mail that was given up cannot be accepted minutes later, beside its
 * second attempt.
 */
final class SmtpConnection implements AutoCloseable {
    private final Vertx vertx;
    private final Supplier<MailConfig> settings;
    private final String from;
    private final Duration longestSend;
    private MailClient client;

    /**
     * @param settings asked for again after each failure of the server, so that a changed password is found
     * @param longestSend limit for a whole mail, however lively the server
     */
    SmtpConnection(Vertx vertx, Supplier<MailConfig> settings, String from, Duration longestSend) {
        this.vertx = vertx;
        this.settings = settings;
        this.from = from;
        this.longestSend = longestSend;
    }

    Delivery send(MailAddress recipient, String messageId, Letter letter) throws InterruptedException {
        Delivery delivery;
        try {
            delivery = hand(message(recipient, messageId, letter));
        } catch (UncheckedIOException e) {
            return new Delivery.Unavailable("The password of the mail server cannot be read");
        }
        if (!(delivery instanceof Delivery.Accepted)) {
            close();
        }
        return delivery;
    }

    private Delivery hand(MailMessage message) throws InterruptedException {
        if (client == null) {
            // With a copy, because the client writes into its settings, and would check no certificate's name.
            client = MailClient.create(vertx, new MailConfig(settings.get()));
        }
        CompletableFuture<?> sent = client.sendMail(message).toCompletionStage().toCompletableFuture();
        try {
            sent.get(longestSend.toMillis(), TimeUnit.MILLISECONDS);
            return new Delivery.Accepted();
        } catch (ExecutionException e) {
            return SmtpFailure.classify(e.getCause());
        } catch (TimeoutException e) {
            return new Delivery.Unavailable("The mail server took longer than " + longestSend, true);
        }
    }

    @Override
    public void close() {
        if (client != null) {
            client.close();
            client = null;
        }
    }

    private MailMessage message(MailAddress recipient, String messageId, Letter letter) {
        MailMessage message = new MailMessage()
                .setFrom(from)
                .setTo(recipient.ascii().orElseThrow())
                .setSubject(EncodedWords.of(letter.subject()))
                .setText(letter.text())
                .setHtml(letter.html())
                .addHeader("Message-ID", messageId)
                // RFC 3834: keeps out-of-office replies from answering.
                .addHeader("Auto-Submitted", "auto-generated");
        List<MailAttachment> attachments =
                letter.attachments().stream().map(SmtpConnection::attachment).toList();
        return attachments.isEmpty() ? message : message.setAttachment(attachments);
    }

    private static MailAttachment attachment(Attachment attachment) {
        return MailAttachment.create()
                .setName(attachment.name())
                .setContentType(attachment.type())
                .setDisposition("attachment")
                .setData(Buffer.buffer(attachment.content()));
    }
}
