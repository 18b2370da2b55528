package org.datasync.contracts.sync.v1;

import static java.util.Objects.requireNonNull;

/** A Prospect2 tag: the id finds it, the name is what bulk import sends. Both must still fit when a run applies. */
public record Tag(String id, String name) {
    public Tag {
        requireNonNull(id, "id");
        requireNonNull(name, "name");
    }
}
