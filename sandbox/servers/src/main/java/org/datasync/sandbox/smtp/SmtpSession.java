package org.datasync.sandbox.smtp;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** One session between a sender and the mail server; ends when either hangs up or a fault cuts it. */
final class SmtpSession {
    private final SmtpGuard guard;
    private final SmtpLines server;
    private final Faults faults;
    private boolean cutAfterAcceptance;

    SmtpSession(SmtpLines client, SmtpSecurity security, SmtpLines server, Faults faults) {
        this.guard = new SmtpGuard(client, security);
        this.server = server;
        this.faults = faults;
    }

    void run() throws IOException {
        boolean open = answer(reply());
        while (open) {
            String line = guard.client().read();
            open = line != null && pass(line);
        }
    }

    private boolean pass(String command) throws IOException {
        return switch (next(command)) {
            case FORWARD -> forward(command);
            case ANSWERED -> true;
            case HANG_UP -> false;
        };
    }

    /** Faults come with a recipient, because they may be for one only. */
    private Next next(String command) throws IOException {
        if (guard.answers(command)) {
            return Next.ANSWERED;
        }
        if (!command.toUpperCase(Locale.ROOT).startsWith("RCPT TO:")) {
            return Next.FORWARD;
        }
        Optional<Fault> fault = faults.take(command);
        return fault.isPresent() ? suffer(fault.get()) : Next.FORWARD;
    }

    private Next suffer(Fault fault) throws IOException {
        return switch (fault.kind()) {
            case REFUSE -> {
                guard.client().write(fault.code() + " refused by the sandbox");
                yield Next.ANSWERED;
            }
            case STALL -> {
                awaitHangUp();
                yield Next.HANG_UP;
            }
            case CUT -> Next.HANG_UP;
            case CUT_AFTER_ACCEPTANCE -> {
                cutAfterAcceptance = true;
                yield Next.FORWARD;
            }
        };
    }

    private void awaitHangUp() throws IOException {
        String line = guard.client().read();
        while (line != null) {
            line = guard.client().read();
        }
    }

    private boolean forward(String command) throws IOException {
        server.write(command);
        String reply = reply();
        boolean bodyFollows = command.equalsIgnoreCase("DATA") && reply != null && reply.startsWith("354");
        return answer(reply) && (!bodyFollows || passBody());
    }

    private boolean passBody() throws IOException {
        String line;
        do {
            line = guard.client().read();
            if (line == null) {
                return false;
            }
            server.write(line);
        } while (!line.equals("."));
        String reply = reply();
        return !cutAfterAcceptance && answer(reply);
    }

    private boolean answer(String reply) throws IOException {
        if (reply == null) {
            return false;
        }
        guard.client().write(reply);
        return true;
    }

    /** The server's whole reply; null when it hung up. */
    private String reply() throws IOException {
        var reply = new StringBuilder();
        while (true) {
            String line = server.read();
            if (line == null) {
                return null;
            }
            reply.append(line);
            if (SmtpLines.isLast(line)) {
                return reply.toString();
            }
            reply.append("\r\n");
        }
    }

    private enum Next {
        FORWARD,
        ANSWERED,
        HANG_UP
    }
}
