package org.datasync.notification.summary;

import java.util.regex.Pattern;

/** Foreign text made fit for a mail: no addresses, no control characters, no endless lines. */
public final class Plain {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s<>,;:\"'()]+@[^\\s<>,;:\"'()]+");
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

    private Plain() {}

    /** On one line, with at most so many characters; an e-mail address becomes {@code (address)}. */
    public static String line(String text, int longest) {
        String line = CONTROL.matcher(ADDRESS.matcher(text).replaceAll("(address)"))
                .replaceAll(" ")
                .strip();
        if (line.length() <= longest) {
            return line;
        }
        int end = Character.isHighSurrogate(line.charAt(longest - 2)) ? longest - 2 : longest - 1;
        return line.substring(0, end).stripTrailing() + "…";
    }
}
