package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;

/**
 * What the account holds, one JSON object a line, so that a server that is started again goes on with the same ids:
 * tags, fields, contacts with their values and associations, and the results of bulk imports. What is not kept:
 * settings, subscriptions to lists, webhooks, logs, and contacts of imports that have not taken effect yet.
 */
final class AccountFile {
    private final Path file;

    AccountFile(Path file) {
        this.file = file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** The caller holds the account's monitor. A crash leaves the file as it was before. */
    void write(Account account, BulkMachine machine) {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var lines = Files.newBufferedWriter(draft)) {
                line(lines, "counters", counters(account));
                for (var tag : account.tags.all()) {
                    line(lines, "tag", tag(tag));
                }
                for (var field : account.fields.all()) {
                    line(lines, "field", Json.tree(field));
                }
                for (int id = account.contacts.ids.above(0); id > 0; id = account.contacts.ids.above(id)) {
                    line(lines, "contact", contact(account.contacts.get(id)));
                }
                for (var batch : machine.all()) {
                    if (batch.ended()) {
                        line(lines, "batch", batch(batch));
                    }
                }
            }
            Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Into an account that holds nothing yet. */
    void read(Account account, BulkMachine machine) {
        try (var lines = Files.lines(file)) {
            lines.forEach(text -> {
                var line = Json.parse(text);
                switch (line.path("kind").asText()) {
                    case "counters" -> readCounters(line, account);
                    case "tag" -> readTag(line, account);
                    case "field" -> readField(line, account);
                    case "contact" -> readContact(line, account);
                    case "batch" -> readBatch(line, machine);
                    default -> throw new IllegalArgumentException("unknown line in " + file);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(BufferedWriter lines, String kind, ObjectNode content) throws IOException {
        lines.write(content.put("kind", kind).toString());
        lines.newLine();
    }

    private static ObjectNode counters(Account account) {
        return Json.object()
                .put("contact", account.contacts.lastId())
                .put("association", account.tags.lastAssociation())
                .put("value", account.fields.lastValueId());
    }

    private static void readCounters(JsonNode line, Account account) {
        account.contacts.continueAfter(line.path("contact").asInt());
        account.tags.continueAfter(line.path("association").asInt());
        account.fields.continueAfter(line.path("value").asInt());
    }

    private static ObjectNode tag(Tag tag) {
        return Json.object()
                .put("id", tag.id)
                .put("type", tag.type)
                .put("name", tag.name)
                .put("description", tag.description)
                .put("createdAt", tag.createdAt)
                .put("updatedAt", tag.updatedAt);
    }

    private static void readTag(JsonNode line, Account account) {
        var tag = account.tags.create(
                line.path("id").asInt(),
                line.path("type").asText(),
                line.path("name").asText(),
                line.path("description").asText(),
                line.path("createdAt").asLong());
        tag.updatedAt = line.path("updatedAt").asLong();
    }

    private static void readField(JsonNode line, Account account) {
        account.fields.add(
                line.path("id").asInt(),
                line.path("title").asText(),
                line.path("type").asText(),
                line.path("perstag").asText(),
                line.path("createdAt").asLong());
    }

    private static ObjectNode contact(Contact contact) {
        var line = Json.object()
                .put("id", contact.id)
                .put("email", contact.email)
                .put("firstName", contact.firstName)
                .put("lastName", contact.lastName)
                .put("phone", contact.phone)
                .put("organisation", contact.organisation)
                .put("createdAt", contact.createdAt)
                .put("updatedAt", contact.updatedAt);
        var values = line.putArray("values");
        for (int i = 0; i < contact.fields.size(); i++) {
            values.addArray()
                    .add(contact.fields.field(i))
                    .add(contact.fields.id(i))
                    .add(contact.fields.value(i));
        }
        var tags = line.putArray("tags");
        for (var association : contact.associations()) {
            tags.addArray().add(association.tag().id).add(association.id()).add(association.createdAt());
        }
        return line;
    }

    private static void readContact(JsonNode line, Account account) {
        var contact = account.contacts.restore(
                line.path("id").asInt(),
                line.path("email").asText(),
                line.path("createdAt").asLong());
        contact.firstName = account.shared(line.path("firstName").asText());
        contact.lastName = account.shared(line.path("lastName").asText());
        contact.phone = line.path("phone").asText();
        contact.organisation = line.path("organisation").asText();
        contact.updatedAt = line.path("updatedAt").asLong();
        for (var value : line.path("values")) {
            contact.fields = contact.fields.with(
                    value.path(0).asInt(),
                    value.path(1).asInt(),
                    account.shared(value.path(2).asText()));
        }
        for (var tag : line.path("tags")) {
            account.tags.restore(
                    tag.path(1).asInt(),
                    contact,
                    account.tags.get(tag.path(0).asInt()),
                    tag.path(2).asLong());
        }
    }

    private static ObjectNode batch(Batch batch) {
        var line = Json.object()
                .put("id", batch.id)
                .put("sequence", batch.sequence)
                .put("acceptedAt", batch.acceptedAt.toString())
                .put("size", batch.size)
                .put("end", batch.end());
        var created = line.putArray("created");
        batch.created.forEach(created::add);
        var succeeded = line.putArray("succeeded");
        batch.succeeded.forEach(succeeded::add);
        var failed = line.putArray("failed");
        batch.failed.forEach(failed::add);
        return line;
    }

    private static void readBatch(JsonNode line, BulkMachine machine) {
        var batch = new Batch(
                line.path("id").asText(),
                line.path("sequence").asLong(),
                Instant.parse(line.path("acceptedAt").asText()),
                line.path("size").asInt(),
                line.path("end").asText());
        line.path("created").forEach(id -> batch.created.add(id.asInt()));
        line.path("succeeded").forEach(id -> batch.succeeded.add(id.asInt()));
        line.path("failed").forEach(email -> batch.failed.add(email.asText()));
        machine.restore(batch);
    }
}
