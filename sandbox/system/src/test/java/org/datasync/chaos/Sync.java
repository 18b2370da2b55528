package org.datasync.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * A sync of the suite.
 *
 * @param untags whether it takes the tag away from who leaves the list
 * @param follows whether it follows changed addresses
 * @param tag shared by syncs of the same tag
 * @param scheduled whether it is switched on while a round lasts and falls due then
 * @param definition as it was created
 */
record Sync(
        int id,
        String name,
        int listNo,
        boolean untags,
        boolean follows,
        Tag tag,
        boolean scheduled,
        List<String> recipients,
        JsonNode definition) {
    Sync {
        recipients = List.copyOf(recipients);
    }

    @Override
    public String toString() {
        return "sync %d (%s)".formatted(id, name);
    }

    record Tag(String id, String name) {}
}
