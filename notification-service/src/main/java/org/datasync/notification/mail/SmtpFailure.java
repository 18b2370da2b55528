package org.datasync.notification.mail;

import io.vertx.ext.mail.SMTPException;
import java.util.List;
import org.datasync.notification.delivery.Delivery;
import org.datasync.notification.summary.Plain;

/**
 * What a failed attempt means. Decided by the reply code and by the step that failed: a refusal of the recipient or
 * of the content concerns one mail; a refusal of the greeting, the login or the sender concerns every mail and is
 * somebody's mistake in the settings, so nothing is lost over it.
 */
final class SmtpFailure {
    private static final int LONGEST_REASON = 300;
    private static final int SHUTTING_DOWN = 421;
    /** How the client names the steps that are about one mail. */
    private static final List<String> ABOUT_THE_MAIL = List.of(
            "recipient address not accepted", "DATA command not accepted", "sending data failed", "no recipient");

    /** How the client names the end of a connection that was open. */
    private static final List<String> FELL_SILENT = List.of("socket was closed unexpected", "Connection was closed");

    private SmtpFailure() {}

    static Delivery classify(Throwable failure) {
        String reason = reason(failure);
        if (!(failure instanceof SMTPException answer)) {
            return reason.contains("exceeds allowed size")
                    ? new Delivery.Refused(reason)
                    : new Delivery.Unavailable(reason, fellSilent(reason));
        }
        if (answer.getReplyCode() == SHUTTING_DOWN || !isAboutTheMail(answer)) {
            return new Delivery.Unavailable(reason);
        }
        return answer.isPermanent() ? new Delivery.Refused(reason) : new Delivery.Later(reason);
    }

    /** At which step the client does not tell, so each of them counts. */
    private static boolean fellSilent(String reason) {
        return FELL_SILENT.stream().anyMatch(reason::contains);
    }

    private static boolean isAboutTheMail(SMTPException answer) {
        return ABOUT_THE_MAIL.stream().anyMatch(answer.getMessage()::startsWith);
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
        String name = failure instanceof SMTPException
                ? "Mail server"
                : failure.getClass().getSimpleName();
        return Plain.line(name + message, LONGEST_REASON);
    }
}
