package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** How ids, dates and links look in answers. */
final class Texts {
    /** The account's zone. */
    static final ZoneId ZONE = ZoneId.of("America/Chicago");

    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx").withZone(ZONE);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZONE);

    private final String base;
    private final Account account;

    /** @param base the API's address with {@code /api/3} */
    Texts(String base, Account account) {
        this.base = base;
        this.account = account;
    }

    static String date(long millis) {
        return DATE.format(Instant.ofEpochMilli(millis));
    }

    /** Local time, although the names of the keys say UTC. */
    static String stamp(long millis) {
        return STAMP.format(Instant.ofEpochMilli(millis));
    }

    /** {@code contact} and {@code list} are numbers in some accounts. */
    void reference(ObjectNode node, String name, int id) {
        if (account.settings().switches().numericIds()) {
            node.put(name, id);
        } else {
            node.put(name, String.valueOf(id));
        }
    }

    void links(ObjectNode node, String resource, int id, String... names) {
        var links = node.putObject("links");
        var start = base + '/' + resource + '/' + id + '/';
        for (var name : names) {
            links.put(name, start + name);
        }
    }
}
