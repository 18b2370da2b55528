package org.datasync.sandbox.prospect2;

import java.util.regex.Pattern;

/** What an e-mail address must look like: the syntax that refuses a request, and the finer check made later. */
final class EmailRules {
    private static final Pattern FORBIDDEN = Pattern.compile("[\"(),:;<>\\[\\\\\\]]");
    private static final Pattern DOMAIN = Pattern.compile(".*\\.[^.]*[A-Za-z][^.]*[A-Za-z][^.]*");
    private static final Pattern FINE = Pattern.compile("[!-~]+");

    private EmailRules() {}

    /** The documented rules of the import: one {@code @}, a local part, a dot with two letters behind it. */
    static boolean wellFormed(String email) {
        int at = email.indexOf('@');
        if (at < 1 || at != email.lastIndexOf('@') || FORBIDDEN.matcher(email).find()) {
            return false;
        }
        return DOMAIN.matcher(email.substring(at + 1)).matches();
    }

    /** What the syntax lets pass, but no mail server takes: blanks, control characters, letters beyond ASCII. */
    static boolean deliverable(String email) {
        return wellFormed(email) && FINE.matcher(email).matches();
    }
}
