package org.datasync.sandbox.smtp;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import org.datasync.sandbox.http.LoopbackServer;

/**
 * A mail server that takes every mail and delivers none: a page and JSON show what was sent. Loopback only; everything
 * is forgotten at the end of the process.
 */
public final class Mailbox implements AutoCloseable {
    private static final String EVERYBODY = "everybody";

    private final Mails mails = new Mails();
    private final Faults faults = new Faults();
    private final GreenMail server;
    private final GreenMailUser everybody;
    private final SmtpGate gate;
    private final LoopbackServer page;

    private Mailbox(int smtpPort, int pagePort, SmtpSecurity security) throws UserException {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        everybody = server.getUserManager().createUser(EVERYBODY + "@localhost", EVERYBODY, EVERYBODY);
        server.getUserManager().setMessageDeliveryHandler(this::deliver);
        try {
            gate = SmtpGate.start(smtpPort, server.getSmtp().getPort(), security, faults);
            page = LoopbackServer.start(pagePort, new MailboxPages(mails, faults)::handle);
        } catch (RuntimeException e) {
            server.stop();
            throw e;
        }
    }

    /** Takes mail on one port and shows it on the other, 0 for a free one each. */
    public static Mailbox start(int smtpPort, int pagePort) {
        return start(smtpPort, pagePort, SmtpSecurity.NONE);
    }

    /** The same, with encryption and login. */
    public static Mailbox start(int smtpPort, int pagePort, SmtpSecurity security) {
        try {
            return new Mailbox(smtpPort, pagePort, security);
        } catch (UserException e) {
            throw new IllegalStateException("cannot take mail", e);
        }
    }

    public int smtpPort() {
        return gate.port();
    }

    /** Where the page is; {@code /api/messages} below it gives JSON. */
    public URI page() {
        return page.address();
    }

    /** The mails that are still kept, oldest first. */
    public List<Mail> mails() {
        return mails.after(0, Integer.MAX_VALUE).items();
    }

    /** The mails to one recipient, oldest first. */
    public List<Mail> mailsTo(String recipient) {
        String wanted = recipient.toLowerCase(Locale.ROOT);
        return mails().stream()
                .filter(mail -> mail.to().stream()
                        .anyMatch(to -> to.toLowerCase(Locale.ROOT).equals(wanted)))
                .toList();
    }

    /** Lets something go wrong with the mails to come. */
    public void fail(Fault fault) {
        faults.add(fault);
    }

    /** Forgets the faults that have not happened yet. */
    public void recover() {
        faults.clear();
    }

    @Override
    public void close() {
        page.close();
        gate.close();
        server.stop();
    }

    /** Called once for each recipient of a mail, the mail being the same object. */
    private GreenMailUser deliver(MovingMessage message, MailAddress recipient) throws MessagingException {
        List<String> recipients =
                message.getToAddresses().stream().map(MailAddress::getEmail).toList();
        if (recipients.get(0).equals(recipient.getEmail())) {
            mails.add(id -> {
                try {
                    return MailReader.read(
                            id,
                            recipients,
                            message.getMessage(),
                            Clock.systemUTC().instant());
                } catch (MessagingException e) {
                    throw new IllegalStateException("cannot read a mail", e);
                } catch (IOException e) {
                    throw new UncheckedIOException("cannot read a mail", e);
                }
            });
        }
        return everybody;
    }
}
