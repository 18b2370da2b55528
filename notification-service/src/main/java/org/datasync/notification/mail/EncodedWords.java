package org.datasync.notification.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/**
 * Text of a mail header as RFC 2047 wants it. The mail client (4.5.27) has an encoder of its own, which takes
 * characters outside the basic plane apart and loses them.
 */
final class EncodedWords {
    private static final Pattern PLAIN = Pattern.compile("[ -~]*");
    /** A word has 75 characters at most; this is what is left for the text of one in UTF-8. */
    private static final int LONGEST_PART = 45;

    private EncodedWords() {}

    /** @param line without line ends */
    static String of(String line) {
        if (PLAIN.matcher(line).matches() && !line.contains("=?")) {
            return line;
        }
        var words = new StringJoiner(" ");
        var part = new StringBuilder();
        int bytes = 0;
        for (int character : line.codePoints().toArray()) {
            String text = Character.toString(character);
            int length = text.getBytes(UTF_8).length;
            if (bytes + length > LONGEST_PART) {
                words.add(word(part));
                part.setLength(0);
                bytes = 0;
            }
            part.append(text);
            bytes += length;
        }
        return words.add(word(part)).toString();
    }

    private static String word(CharSequence part) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(part.toString().getBytes(UTF_8)) + "?=";
    }
}
