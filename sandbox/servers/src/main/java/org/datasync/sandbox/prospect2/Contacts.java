package org.datasync.sandbox.prospect2;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.TreeMap;

/** All contacts: by id (ids are never reused), and by e-mail in the order in which the API lists by default. */
final class Contacts {
    final IdSet ids = new IdSet();
    private Contact[] byId = new Contact[1024];
    private int lastId;
    private TreeMap<String, Contact> byEmail = new TreeMap<>();
    private boolean exact;

    Contact create(String email, long now) {
        return restore(++lastId, email, now);
    }

    /** One with its own id, as it was kept. */
    Contact restore(int id, String email, long now) {
        if (id >= byId.length) {
            byId = Arrays.copyOf(byId, Math.max(id + 1, byId.length * 2));
        }
        var contact = new Contact(id, email, now);
        byId[id] = contact;
        ids.add(id);
        byEmail.put(key(email), contact);
        return contact;
    }

    int lastId() {
        return lastId;
    }

    /** The next contact gets the id after this one. */
    void continueAfter(int id) {
        lastId = id;
        byId = Arrays.copyOf(byId, Math.max(byId.length, id + 1));
    }

    /** Null when there is none, or it was deleted. */
    Contact get(int id) {
        return id > 0 && id <= lastId ? byId[id] : null;
    }

    /** Null when there is none. */
    Contact find(String email) {
        return byEmail.get(key(email));
    }

    void rename(Contact contact, String email) {
        byEmail.remove(key(contact.email), contact);
        contact.email = email;
        byEmail.put(key(email), contact);
    }

    void delete(Contact contact) {
        byEmail.remove(key(contact.email), contact);
        ids.remove(contact.id);
        byId[contact.id] = null;
    }

    int size() {
        return ids.size();
    }

    Collection<Contact> inOrderOfEmail(boolean ascending) {
        return ascending ? byEmail.values() : byEmail.descendingMap().values();
    }

    /** Whether addresses that differ only in case are different contacts. Of two that become one, the first is found. */
    void matchExactly(boolean newExact) {
        if (exact == newExact) {
            return;
        }
        exact = newExact;
        var rebuilt = new TreeMap<String, Contact>();
        for (int id = ids.above(0); id > 0; id = ids.above(id)) {
            rebuilt.putIfAbsent(key(byId[id].email), byId[id]);
        }
        byEmail = rebuilt;
    }

    private String key(String email) {
        return exact ? email : email.toLowerCase(Locale.ROOT);
    }
}
