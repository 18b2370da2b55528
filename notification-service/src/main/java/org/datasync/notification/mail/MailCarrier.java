package org.datasync.notification.mail;

import java.io.IOException;
import org.datasync.notification.delivery.Delivery;

/** Takes mails to the mail server over one connection. */
final class MailCarrier implements Carrier {
    private final LetterWriter letters;
    private final SmtpConnection connection;

    MailCarrier(LetterWriter letters, SmtpConnection connection) {
        this.letters = letters;
        this.connection = connection;
    }

    /** An idle connection may end at the very moment of the next mail. */
    @Override
    public void rest() {
        connection.close();
    }

    @Override
    public Carried carry(ClaimedMail mail) throws IOException, InterruptedException {
        Letter letter = letters.write(mail.notice());
        MailAddress recipient = MailAddress.of(mail.recipient());
        // A suppressed mail that an operator asked for may have any address.
        Delivery delivery = recipient.ascii().isPresent()
                ? connection.send(recipient, mail.messageId(), letter)
                : new Delivery.Refused(recipient.hindrance());
        return new Carried(letter.subject(), delivery);
    }
}
