package org.datasync.connector.prospect2;

import static java.util.Objects.requireNonNull;

import java.util.Map;

/**
 * What is written to a contact.
 *
 * @param firstName null: the contact keeps its own
 * @param lastName null: the contact keeps its own
 * @param fields by the numeric id of the custom field
 */
public record ContactData(String email, String firstName, String lastName, Map<String, String> fields) {
    public ContactData {
        requireNonNull(email, "email");
        fields = Map.copyOf(fields);
    }

    /** Without values: they are personal data. */
    @Override
    public String toString() {
        return "ContactData[fields=" + fields.keySet() + "]";
    }
}
