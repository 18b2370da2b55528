package org.datasync.sandbox.prospect2;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Tags, unique by type and lower-cased name, and their associations with contacts. */
final class Tags {
    static final String CONTACT = "contact";

    final IdSet associationIds = new IdSet();
    private final TreeMap<Integer, Tag> byId = new TreeMap<>();
    private final Map<String, Tag> byName = new HashMap<>();
    private Association[] associations = new Association[1024];
    private int lastAssociation;
    private int lastTag;

    Tag create(String type, String name, String description, long now) {
        return create(lastTag + 1, type, name, description, now);
    }

    Tag create(int id, String type, String name, String description, long now) {
        if (byId.containsKey(id) || byName.containsKey(key(type, name))) {
            throw new IllegalArgumentException("a tag with id %d or name '%s' exists".formatted(id, name));
        }
        var tag = new Tag(id, type, name, description, now);
        byId.put(id, tag);
        byName.put(key(type, name), tag);
        lastTag = Math.max(lastTag, id);
        return tag;
    }

    /** Null when there is none. */
    Tag get(int id) {
        return byId.get(id);
    }

    /** Null when there is none. */
    Tag find(String type, String name) {
        return byName.get(key(type, name));
    }

    Tag findOrCreate(String name, long now) {
        var tag = find(CONTACT, name);
        return tag != null ? tag : create(CONTACT, name, "", now);
    }

    Collection<Tag> all() {
        return byId.values();
    }

    void rename(Tag tag, String name, long now) {
        byName.remove(key(tag.type, tag.name));
        tag.name = name;
        tag.updatedAt = now;
        byName.put(key(tag.type, name), tag);
    }

    /** The contacts keep existing, without the tag. */
    void delete(Tag tag, Contacts contacts) {
        for (int id = tag.contacts.above(0); id > 0; id = tag.contacts.above(id)) {
            remove(contacts.get(id).association(tag));
        }
        byId.remove(tag.id);
        byName.remove(key(tag.type, tag.name));
    }

    /** Null when there is none, or it was removed. */
    Association association(int id) {
        return id > 0 && id <= lastAssociation ? associations[id] : null;
    }

    int lastAssociation() {
        return lastAssociation;
    }

    /** The next association gets the id after this one. */
    void continueAfter(int id) {
        lastAssociation = id;
        associations = Arrays.copyOf(associations, Math.max(associations.length, id + 1));
    }

    Association associate(Contact contact, Tag tag, long now) {
        return restore(++lastAssociation, contact, tag, now);
    }

    /** One with its own id, as it was kept. */
    Association restore(int id, Contact contact, Tag tag, long now) {
        if (id >= associations.length) {
            associations = Arrays.copyOf(associations, Math.max(id + 1, associations.length * 2));
        }
        var association = new Association(id, contact, tag, now);
        associations[id] = association;
        associationIds.add(id);
        contact.add(association);
        tag.contacts.add(contact.id);
        return association;
    }

    void remove(Association association) {
        associations[association.id()] = null;
        associationIds.remove(association.id());
        association.contact().remove(association);
        association.tag().contacts.remove(association.contact().id);
    }

    private static String key(String type, String name) {
        return type + '-' + name.toLowerCase(Locale.ROOT);
    }
}
