package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What tests and the launcher see and change past the API, as a user of Prospect2 would by hand. It starts no
 * automations, tells no webhooks and costs nothing of the limits.
 */
final class World {
    private static final Set<String> SEED = Set.of(
            "tags",
            "fields",
            "lists",
            "contacts",
            "bounced",
            "excluded",
            "untag",
            "deleteContacts",
            "renameTags",
            "deleteTags",
            "neighbours");

    private final Account account;
    private final BulkMachine machine;

    World(Account account, BulkMachine machine) {
        this.account = account;
        this.machine = machine;
    }

    void seedDefaults() {
        seed(Json.parse("""
                        {"tags": [{"id": 7, "name": "Current member"}, {"id": 8, "name": "Season Subscriber 2026-27"},
                                  {"id": 9, "name": "Donor"}, {"id": 10, "name": "Lapsed member"}],
                         "fields": [{"id": 1, "perstag": "CUSTOMER_NO", "title": "Customer number"},
                                    {"id": 2, "perstag": "PREFIX", "title": "Prefix"},
                                    {"id": 3, "perstag": "SALUTATION", "title": "Salutation"},
                                    {"id": 4, "perstag": "CITY", "title": "City"},
                                    {"id": 5, "perstag": "STATE", "title": "State"},
                                    {"id": 6, "perstag": "POSTAL_CODE", "title": "Postal code"},
                                    {"id": 7, "perstag": "MEMBERSHIP_LEVEL", "title": "Membership level"},
                                    {"id": 8, "perstag": "MEMBERSHIP_EXPIRES", "title": "Membership expires", "type": "date"}],
                         "lists": [{"id": 1, "name": "Newsletter"}]}"""));
    }

    /** Names and ids as in the README of this module; unknown members are refused. */
    void seed(JsonNode seed) {
        seed.fieldNames().forEachRemaining(name -> {
            if (!SEED.contains(name)) {
                throw new IllegalArgumentException("unknown member of a seed: " + name);
            }
        });
        synchronized (account) {
            catchUp();
            add(seed);
            seed.path("untag").forEach(entry -> untag(text(entry, "email"), text(entry, "tag")));
            seed.path("deleteContacts").forEach(email -> account.delete(existing(email.asText())));
            seed.path("renameTags")
                    .forEach(entry ->
                            account.tags.rename(tag(entry.path("id").asInt()), text(entry, "name"), account.millis()));
            seed.path("deleteTags").forEach(id -> account.tags.delete(tag(id.asInt()), account.contacts));
        }
    }

    private void add(JsonNode seed) {
        long now = account.millis();
        for (var tag : seed.path("tags")) {
            addTag(tag.path("id").asInt(), text(tag, "name"));
        }
        seed.path("neighbours").properties().forEach(entry -> {
            for (int i = 1; i <= entry.getValue().asInt(); i++) {
                addTag(0, "%s %d".formatted(entry.getKey(), i));
            }
        });
        for (var field : seed.path("fields")) {
            var perstag = text(field, "perstag");
            var title = field.path("title").asText(perstag);
            account.fields.add(
                    field.path("id").asInt(), title, field.path("type").asText("text"), perstag, now);
        }
        for (var list : seed.path("lists")) {
            account.lists.add(list.path("id").asInt(), text(list, "name"), now);
        }
        seed.path("contacts").forEach(this::addContact);
        seed.path("bounced").forEach(email -> account.bounce(email.asText()));
        seed.path("excluded").forEach(email -> account.exclude(email.asText()));
    }

    /** An id of 0 means the next one. */
    int addTag(int id, String name) {
        synchronized (account) {
            long now = account.millis();
            var tag = id > 0
                    ? account.tags.create(id, Tags.CONTACT, name, "", now)
                    : account.tags.create(Tags.CONTACT, name, "", now);
            return tag.id;
        }
    }

    private void addContact(JsonNode seed) {
        var fields = new TreeMap<Integer, String>();
        seed.path("fields")
                .properties()
                .forEach(value ->
                        fields.put(field(value.getKey()), value.getValue().asText()));
        var data = new ContactData(
                text(seed, "email"),
                seed.path("firstName").asText(""),
                seed.path("lastName").asText(""),
                "",
                "",
                fields);
        var names = new ArrayList<String>();
        seed.path("tags").forEach(name -> names.add(name.asText()));
        addContact(data, names);
    }

    int addContact(ContactData data, List<String> tags) {
        synchronized (account) {
            catchUp();
            var present = account.contacts.find(data.email());
            var contact = present != null ? present : account.create(data, account.millis());
            tags.forEach(name -> tag(contact.email, name));
            return contact.id;
        }
    }

    void tag(String email, String name) {
        synchronized (account) {
            catchUp();
            var now = account.now();
            var tag = account.tags.findOrCreate(name, now.toEpochMilli());
            account.tag(existing(email), tag, "admin", false, now);
        }
    }

    void untag(String email, String name) {
        synchronized (account) {
            catchUp();
            var tag = account.tags.find(Tags.CONTACT, name);
            var association = tag == null ? null : existing(email).association(tag);
            if (association != null) {
                account.tags.remove(association);
            }
        }
    }

    /** Null when there is no such contact. */
    ContactView contact(String email) {
        synchronized (account) {
            catchUp();
            var contact = account.contacts.find(email);
            return contact == null ? null : view(contact);
        }
    }

    /** Names of the tags of an address; none when there is no such contact. */
    Set<String> tagsOf(String email) {
        synchronized (account) {
            catchUp();
            var contact = account.contacts.find(email);
            var names = new TreeSet<String>();
            if (contact != null) {
                Arrays.stream(contact.associations()).forEach(association -> names.add(association.tag().name));
            }
            return names;
        }
    }

    /** Contacts in the order of their ids. A tag id of 0 means everybody, an unknown one nobody. */
    List<ContactView> contacts(int tagId, int above, int limit) {
        synchronized (account) {
            catchUp();
            var views = new ArrayList<ContactView>();
            var tag = account.tags.get(tagId);
            if (tagId != 0 && tag == null) {
                return views;
            }
            var ids = tag == null ? account.contacts.ids : tag.contacts;
            for (int id = ids.above(above); id > 0 && views.size() < limit; id = ids.above(id)) {
                views.add(view(account.contacts.get(id)));
            }
            return views;
        }
    }

    /** How many contacts carry the tag; 0 when it does not exist. */
    int tagged(String name) {
        synchronized (account) {
            catchUp();
            var tag = account.tags.find(Tags.CONTACT, name);
            return tag == null ? 0 : tag.contacts.size();
        }
    }

    int size() {
        synchronized (account) {
            catchUp();
            return account.contacts.size();
        }
    }

    void catchUp() {
        machine.catchUp(account.now());
    }

    private ContactView view(Contact contact) {
        var tags = Arrays.stream(contact.associations())
                .map(association -> String.valueOf(association.tag().id))
                .toList();
        return new ContactView(
                String.valueOf(contact.id),
                contact.email,
                contact.firstName,
                contact.lastName,
                tags,
                Map.copyOf(account.fields.named(contact.fields)));
    }

    private Contact existing(String email) {
        var contact = account.contacts.find(email);
        if (contact == null) {
            throw new IllegalArgumentException("there is no such contact");
        }
        return contact;
    }

    private Tag tag(int id) {
        var tag = account.tags.get(id);
        if (tag == null) {
            throw new IllegalArgumentException("there is no tag with id " + id);
        }
        return tag;
    }

    private int field(String perstag) {
        return account.fields.all().stream()
                .filter(field -> field.perstag().equals(perstag))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no field " + perstag))
                .id();
    }

    private static String text(JsonNode node, String name) {
        var text = node.path(name).asText("");
        if (text.isEmpty()) {
            throw new IllegalArgumentException("'%s' is missing".formatted(name));
        }
        return text;
    }
}
