package org.datasync.sandbox.smtp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Base64;
import java.util.Locale;

/** Encryption and login of one session, before the mail server behind hears of it. */
final class SmtpGuard {
    private static final String SYNTAX_ERROR = "501 not understood";

    private final SmtpSecurity security;
    private SmtpLines client;
    private boolean encrypted;
    private boolean loggedIn;

    SmtpGuard(SmtpLines client, SmtpSecurity security) {
        this.client = client;
        this.security = security;
    }

    /** The sender's side, another one once it is encrypted. */
    SmtpLines client() {
        return client;
    }

    /** @return whether the command was answered here */
    boolean answers(String command) throws IOException {
        String[] words = command.split(" ", 3);
        switch (words[0].toUpperCase(Locale.ROOT)) {
            case "EHLO" -> {
                return offers();
            }
            case "STARTTLS" -> {
                return encrypts();
            }
            case "AUTH" -> {
                return security.asksForLogin() && logsIn(words);
            }
            case "MAIL" -> {
                return refusesStrangers();
            }
            default -> {
                return false;
            }
        }
    }

    private boolean offers() throws IOException {
        boolean startTls = security.tls().isPresent() && !encrypted;
        if (!startTls && !security.asksForLogin()) {
            return false;
        }
        client.write("250-sandbox");
        if (startTls) {
            client.write("250-STARTTLS");
        }
        if (security.asksForLogin()) {
            client.write("250-AUTH PLAIN LOGIN");
        }
        client.write("250 8BITMIME");
        return true;
    }

    private boolean encrypts() throws IOException {
        if (security.tls().isEmpty() || encrypted) {
            return false;
        }
        client.write("220 go on");
        client = client.encrypted(security.tls().get());
        encrypted = true;
        return true;
    }

    private boolean logsIn(String[] words) throws IOException {
        String mechanism = words.length > 1 ? words[1].toUpperCase(Locale.ROOT) : "";
        if (mechanism.equals("PLAIN")) {
            String[] parts = decoded(words.length > 2 ? words[2] : asked("")).split("\0", 3);
            return parts.length == 3 ? answers(parts[1], parts[2]) : refuses(SYNTAX_ERROR);
        }
        if (mechanism.equals("LOGIN")) {
            String name = words.length > 2 ? words[2] : asked("Username:");
            return answers(decoded(name), decoded(asked("Password:")));
        }
        return refuses("504 unknown mechanism");
    }

    private boolean answers(String name, String password) throws IOException {
        loggedIn = security.knows(name, password);
        client.write(loggedIn ? "235 welcome" : "535 5.7.8 authentication credentials invalid");
        return true;
    }

    private boolean refusesStrangers() throws IOException {
        return security.asksForLogin() && !loggedIn && refuses("530 5.7.0 authentication required");
    }

    private boolean refuses(String reply) throws IOException {
        client.write(reply);
        return true;
    }

    private String asked(String question) throws IOException {
        client.write("334 " + Base64.getEncoder().encodeToString(question.getBytes(UTF_8)));
        String answer = client.read();
        return answer == null ? "" : answer;
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
