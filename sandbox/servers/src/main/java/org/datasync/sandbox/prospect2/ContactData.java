package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a request says about a contact. Null means: not said, the contact keeps what it has.
 *
 * @param email trimmed
 * @param fields values by field id; an empty value clears the field
 */
record ContactData(
        String email,
        String firstName,
        String lastName,
        String phone,
        String organisation,
        Map<Integer, String> fields) {

    /** The names of single calls. What is not an existing field id is dropped silently later. */
    static ContactData ofSingle(JsonNode contact) {
        return new ContactData(
                text(contact, "email"),
                text(contact, "firstName"),
                text(contact, "lastName"),
                text(contact, "phone"),
                text(contact, "orgname"),
                fields(contact.path("fieldValues"), "field"));
    }

    /** The names of the bulk import: camel case is unknown there. */
    static ContactData ofBulk(JsonNode contact) {
        return new ContactData(
                text(contact, "email"),
                text(contact, "first_name"),
                text(contact, "last_name"),
                text(contact, "phone"),
                text(contact, "customer_acct_name"),
                fields(contact.path("fields"), "id"));
    }

    /** For an upsert: the account keeps the spelling of the address that it knows. */
    ContactData withoutEmail() {
        return new ContactData(null, firstName, lastName, phone, organisation, fields);
    }

    private static Map<Integer, String> fields(JsonNode values, String key) {
        var fields = new LinkedHashMap<Integer, String>();
        for (var value : values) {
            Call.id(value.get(key))
                    .ifPresent(id -> fields.put(id, value.path("value").asText("")));
        }
        return fields;
    }

    private static String text(JsonNode node, String name) {
        var value = node.get(name);
        return value == null || value.isNull() || value.isContainerNode()
                ? null
                : value.asText().trim();
    }
}
