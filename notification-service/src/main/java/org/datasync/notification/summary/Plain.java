package org.datasync.notification.summary;

import java.util.regex.Pattern;

/** Foreign text made fit for a mail: no addresses, no control characters, no endless lines. */
public final class Plain {
    /** A word is looked at from its begin only and never twice: a long text without an address takes no longer. */
    private static final Pattern ADDRESS =
            Pattern.compile("(?:\"[^\"]*+\"|(?<![^\\s<>,;:\"()@])[^\\s<>,;:\"()@]++)@[^\\s<>,;:\"'()]+");

    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\x{80}-\\x{9f}\\u2028\\u2029]+");
    /** Characters that turn the direction of all that follows, also of our own words. */
    private static final Pattern DIRECTION = Pattern.compile("[\\u202a-\\u202e\\u2066-\\u2069]");

    private static final String SENTENCE_END = ".!?…。！？";
    private static final char FIRST_STRONG_ISOLATE = '\u2068';
    private static final char POP_DIRECTIONAL_ISOLATE = '\u2069';

    private Plain() {}

    /**
     * On one line, with at most so many characters; an e-mail address becomes {@code (address)}. Text that is written
     * from right to left is isolated, so that the words around it stay in order.
     */
    public static String line(String text, int longest) {
        String line = CONTROL.matcher(ADDRESS.matcher(text).replaceAll("(address)"))
                .replaceAll(" ")
                .strip();
        String plain = DIRECTION.matcher(line).replaceAll("");
        return plain.codePoints().anyMatch(Plain::isRightToLeft)
                ? FIRST_STRONG_ISOLATE + cut(plain, longest - 2) + POP_DIRECTIONAL_ISOLATE
                : cut(plain, longest);
    }

    /** A line that ends as a sentence does. */
    static String sentence(String text, int longest) {
        String line = line(text, longest);
        return line.isEmpty() || SENTENCE_END.indexOf(line.charAt(line.length() - 1)) >= 0 ? line : line + ".";
    }

    /** At most so many characters of a line. */
    static String cut(String line, int longest) {
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end).stripTrailing() + "…";
    }

    private static boolean isRightToLeft(int character) {
        byte direction = Character.getDirectionality(character);
        return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
    }
}
