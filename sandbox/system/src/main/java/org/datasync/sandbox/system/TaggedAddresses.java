package org.datasync.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which addresses carry a tag in Prospect2. The sandbox's own server is asked past its limits; any other server by the
 * API that everybody has.
 */
public final class TaggedAddresses {
    private static final int API_PAGE = 100;

    private final Rest server;

    public TaggedAddresses(Options options) {
        this.server = new Rest("Prospect2", options.prospect2Url(), Map.of("Api-Token", options.prospect2Key()));
    }

    /** In lower case. */
    public Set<String> of(String tagId) {
        Rest.Answer first = inspect(tagId, "");
        return first.status() == 200 ? inspected(tagId, first.json()) : listed(tagId);
    }

    private Set<String> inspected(String tagId, JsonNode first) {
        var found = new TreeSet<String>();
        JsonNode page = first;
        while (true) {
            page.path("items").forEach(contact -> found.add(address(contact)));
            String cursor = page.path("nextCursor").asText("");
            if (cursor.isEmpty() || cursor.equals("null")) {
                return found;
            }
            page = inspect(tagId, "&cursor=" + Rest.encode(cursor)).json();
        }
    }

    private Rest.Answer inspect(String tagId, String more) {
        return server.send("GET", "/_inspect/contacts?limit=1000&tag=" + Rest.encode(tagId) + more, null, Map.of());
    }

    private Set<String> listed(String tagId) {
        var found = new TreeSet<String>();
        for (int offset = 0; ; offset += API_PAGE) {
            JsonNode contacts = server.get("/api/3/contacts?tagid=%s&limit=%d&offset=%d"
                            .formatted(Rest.encode(tagId), API_PAGE, offset))
                    .path("contacts");
            contacts.forEach(contact -> found.add(address(contact)));
            if (contacts.size() < API_PAGE) {
                return found;
            }
        }
    }

    private static String address(JsonNode contact) {
        return contact.path("email").asText().toLowerCase(Locale.ROOT);
    }
}
