package org.datasync.connector.prospect2;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The body of one bulk import, built contact by contact up to both of its limits. */
public final class ImportBody {
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final byte[] START = bytes("{\"contacts\":[");
    private static final byte[] QUIET = bytes("],\"exclude_automations\":true}");
    private static final byte[] LOUD = bytes("],\"exclude_automations\":false}");

    private final int mostContacts;
    private final int mostBytes;
    private final boolean excludeAutomations;
    private final List<byte[]> contacts = new ArrayList<>();
    private int size;

    public ImportBody(int mostContacts, int mostBytes, boolean excludeAutomations) {
        this.mostContacts = mostContacts;
        this.mostBytes = mostBytes;
        this.excludeAutomations = excludeAutomations;
        this.size = START.length + end().length;
    }

    /**
     * Adds a contact.
     *
     * @param tagName null for an update, which sends no tag
     * @return false if it does not fit any more
     */
    public boolean add(ContactData contact, String tagName) {
        byte[] json = write(contact, tagName);
        int comma = contacts.isEmpty() ? 0 : 1;
        if (contacts.size() == mostContacts || size + comma + json.length > mostBytes) {
            return false;
        }
        contacts.add(json);
        size += comma + json.length;
        return true;
    }

    /** Takes the contact away that was added last. */
    public void removeLast() {
        byte[] json = contacts.remove(contacts.size() - 1);
        size -= json.length + (contacts.isEmpty() ? 0 : 1);
    }

    public int contacts() {
        return contacts.size();
    }

    public byte[] bytes() {
        ByteArrayOutputStream body = new ByteArrayOutputStream(size);
        body.writeBytes(START);
        for (int i = 0; i < contacts.size(); i++) {
            if (i > 0) {
                body.write(',');
            }
            body.writeBytes(contacts.get(i));
        }
        body.writeBytes(end());
        return body.toByteArray();
    }

    private byte[] end() {
        return excludeAutomations ? QUIET : LOUD;
    }

    /** In snake case: other keys are dropped without a word. */
    private static byte[] write(ContactData contact, String tagName) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(256);
        try (JsonGenerator json = MAPPER.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("email", contact.email());
            writeIfPresent(json, "first_name", contact.firstName());
            writeIfPresent(json, "last_name", contact.lastName());
            if (tagName != null) {
                json.writeArrayFieldStart("tags");
                json.writeString(tagName);
                json.writeEndArray();
            }
            writeFields(json, contact.fields());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void writeIfPresent(JsonGenerator json, String name, String value) throws IOException {
        if (value != null) {
            json.writeStringField(name, value);
        }
    }

    private static void writeFields(JsonGenerator json, Map<String, String> fields) throws IOException {
        if (fields.isEmpty()) {
            return;
        }
        json.writeArrayFieldStart("fields");
        for (Map.Entry<String, String> field : new TreeMap<>(fields).entrySet()) {
            json.writeStartObject();
            json.writeNumberField("id", Long.parseLong(field.getKey()));
            json.writeStringField("value", field.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
