package org.datasync.notification.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.IDN;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a mail goes.
 *
 * @param text as the operator wrote it, without blanks around it
 * @param ascii as SMTP needs it: an internationalised domain in its ASCII form. Empty if no mail can be sent there
 */
record MailAddress(String text, Optional<String> ascii) {
    private static final int LONGEST = 254;
    private static final Pattern LOCAL_PART = Pattern.compile("[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}");
    private static final Pattern DOMAIN =
            Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*");

    /**
     * Sharp s, final sigma and the joiners: the rules this JVM knows (IDNA 2003) drop or replace them, those in force
     * (IDNA 2008) keep them, and the two domains may belong to different people.
     */
    private static final Pattern AMBIGUOUS = Pattern.compile("[ßẞς\u200c\u200d]");

    static MailAddress of(String text) {
        String stripped = text.strip();
        return new MailAddress(stripped, toAscii(stripped));
    }

    /**
     * Equal for two spellings of one address: without case, domain in ASCII. A hash, because keys end in messages of
     * the database, and an address must not.
     */
    String key() {
        return sha256(ascii.orElse(text).toLowerCase(Locale.ROOT));
    }

    /** Whether it is at this domain, in whatever spelling, and not at one below it. */
    boolean isAt(String domain) {
        String other = of("x@" + domain).ascii().map(MailAddress::domain).orElse("");
        return ascii.map(MailAddress::domain).filter(other::equals).isPresent();
    }

    /** Why no mail can be sent there. */
    String hindrance() {
        boolean foreignLocalPart =
                text.substring(0, Math.max(0, text.lastIndexOf('@'))).chars().anyMatch(character -> character > 127);
        return foreignLocalPart
                ? "The part before the @ is not ASCII, and this service does not speak SMTPUTF8"
                : isAmbiguous(text)
                        ? "The domain has a letter that old and new rules write differently: use its ASCII form (xn--)"
                        : "Not an address that mail can be sent to";
    }

    private static boolean isAmbiguous(String text) {
        return AMBIGUOUS.matcher(text.substring(text.lastIndexOf('@') + 1)).find();
    }

    private static String domain(String address) {
        return address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    private static Optional<String> toAscii(String text) {
        // First of all, because the patterns would not survive a text of thousands of labels.
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        int at = text.lastIndexOf('@');
        if (at < 1
                || isAmbiguous(text)
                || !LOCAL_PART.matcher(text.substring(0, at)).matches()) {
            return Optional.empty();
        }
        try {
            String domain = IDN.toASCII(text.substring(at + 1));
            String address = text.substring(0, at) + "@" + domain;
            return DOMAIN.matcher(domain).matches() && address.length() <= LONGEST
                    ? Optional.of(address)
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "MailAddress[key=" + key() + "]";
    }
}
