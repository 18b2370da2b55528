package org.datasync.connector.change;

import java.util.Locale;
import java.util.Optional;

/** What bulk import accepts as an address, checked before it is sent: one bad contact refuses a whole batch. */
public final class EmailRules {
    public static final int LONGEST = 80;
    private static final String FORBIDDEN = "\"(),:;<>[\\]";

    private EmailRules() {}

    /** How addresses are compared: trimmed, in lower case. */
    public static String key(String address) {
        return address.trim().toLowerCase(Locale.ROOT);
    }

    /** Why the address would be refused; empty if it would not. The text does not quote it. */
    public static Optional<String> problem(String address) {
        if (address.isBlank()) {
            return Optional.of("address is empty");
        }
        if (address.length() > LONGEST) {
            return Optional.of("address is longer than %d characters".formatted(LONGEST));
        }
        if (!address.chars().allMatch(character -> character > ' ' && character < 127)) {
            return Optional.of("address has blanks or characters other than ASCII");
        }
        if (address.chars().anyMatch(character -> FORBIDDEN.indexOf(character) >= 0)) {
            return Optional.of("address has a character that is not allowed");
        }
        int at = address.indexOf('@');
        if (at < 1 || at != address.lastIndexOf('@')) {
            return Optional.of("address has no name or not exactly one at sign");
        }
        return endsInTwoLetters(address.substring(at + 1))
                ? Optional.empty()
                : Optional.of("address has no domain with a dot and two letters");
    }

    private static boolean endsInTwoLetters(String domain) {
        int dot = domain.lastIndexOf('.');
        return dot >= 0
                && domain.substring(dot + 1)
                                .chars()
                                .filter(character ->
                                        character >= 'A' && character <= 'Z' || character >= 'a' && character <= 'z')
                                .count()
                        >= 2;
    }
}
