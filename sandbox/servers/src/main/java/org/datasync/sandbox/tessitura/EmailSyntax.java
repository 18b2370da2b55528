package org.datasync.sandbox.tessitura;

import java.util.Locale;

/** Which strings Prospect2 takes for an e-mail address; the oracle's own reading of the rules. */
final class EmailSyntax {
    private static final int LONGEST = 80;
    private static final String REFUSED = "\"(),:;<>@[\\]";

    private EmailSyntax() {}

    /** What two spellings of one address have in common. */
    static String key(String address) {
        return trimmed(address).toLowerCase(Locale.ROOT);
    }

    static boolean isValid(String address) {
        String trimmed = trimmed(address);
        int at = trimmed.indexOf('@');
        if (at < 1 || trimmed.length() > LONGEST) {
            return false;
        }
        String domain = trimmed.substring(at + 1);
        int lastDot = domain.lastIndexOf('.');
        return consistsOfGoodCharacters(trimmed.substring(0, at))
                && consistsOfGoodCharacters(domain)
                && lastDot >= 0
                && letters(domain.substring(lastDot + 1)) >= 2;
    }

    private static String trimmed(String address) {
        return address.replaceAll("^ +| +$", "");
    }

    private static boolean consistsOfGoodCharacters(String text) {
        return text.chars().allMatch(character -> character > ' ' && character < 127 && REFUSED.indexOf(character) < 0);
    }

    private static long letters(String text) {
        return text.chars()
                .filter(character -> character >= 'A' && character <= 'Z' || character >= 'a' && character <= 'z')
                .count();
    }
}
