package org.datasync.connector.prospect2;

import java.util.List;
import java.util.OptionalLong;

/**
 * A contact and its tags. Every association was checked to be of this contact.
 *
 * @param email empty for a contact without one
 * @param complete whether the answer told its tags, so that a tag that is not here is not there
 */
public record TaggedContact(long id, String email, List<Tagging> taggings, boolean complete) {
    public TaggedContact {
        taggings = List.copyOf(taggings);
    }

    /** The association with that tag. */
    public OptionalLong association(String tagId) {
        return taggings.stream()
                .filter(tagging -> tagging.tagId().equals(tagId))
                .mapToLong(Tagging::associationId)
                .findFirst();
    }

    /** Without the address. */
    @Override
    public String toString() {
        return "TaggedContact[id=" + id + "]";
    }

    /** One tag of the contact. */
    public record Tagging(long associationId, String tagId) {}
}
