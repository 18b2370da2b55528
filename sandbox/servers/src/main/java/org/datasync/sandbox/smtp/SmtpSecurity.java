package org.datasync.sandbox.smtp;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/** What the mail server offers, and wants before it takes a mail. */
public final class SmtpSecurity {
    /** No encryption, no login. */
    public static final SmtpSecurity NONE = new SmtpSecurity(null, null, null);

    private final SSLContext tls;
    private final String user;
    private final String password;

    private SmtpSecurity(SSLContext tls, String user, String password) {
        this.tls = tls;
        this.user = user;
        this.password = password;
    }

    /** STARTTLS is offered. */
    public static SmtpSecurity startTls(SSLContext tls) {
        return new SmtpSecurity(tls, null, null);
    }

    /** And nothing is taken without this login. */
    public SmtpSecurity login(String name, String secret) {
        return new SmtpSecurity(tls, name, secret);
    }

    Optional<SSLContext> tls() {
        return Optional.ofNullable(tls);
    }

    boolean asksForLogin() {
        return user != null;
    }

    boolean knows(String name, String secret) {
        return name.equals(user) && secret.equals(password);
    }
}
