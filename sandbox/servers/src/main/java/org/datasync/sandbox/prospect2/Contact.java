package org.datasync.sandbox.prospect2;

import java.util.Arrays;

/** A contact as the account holds it. Guarded by the account's lock, like everything of the account. */
final class Contact {
    private static final Association[] UNTAGGED = {};

    final int id;
    final long createdAt;
    String email;
    String firstName = "";
    String lastName = "";
    String phone = "";
    String organisation = "";
    long updatedAt;
    FieldValues fields = FieldValues.NONE;
    private Association[] associations = UNTAGGED;

    Contact(int id, String email, long createdAt) {
        this.id = id;
        this.email = email;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    Association[] associations() {
        return associations;
    }

    /** The association with a tag, or null. */
    Association association(Tag tag) {
        for (var association : associations) {
            if (association.tag() == tag) {
                return association;
            }
        }
        return null;
    }

    void add(Association association) {
        associations = Arrays.copyOf(associations, associations.length + 1);
        associations[associations.length - 1] = association;
    }

    void remove(Association association) {
        associations = Arrays.stream(associations)
                .filter(other -> other != association)
                .toArray(Association[]::new);
    }
}
