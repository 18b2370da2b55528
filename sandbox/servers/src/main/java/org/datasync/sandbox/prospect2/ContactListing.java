package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** {@code GET /contacts}, with what is side-loaded by {@code include}. */
final class ContactListing {
    private static final int USUAL = 20;

    private final Account account;
    private final ContactJson contactJson;
    private final TagJson tagJson;

    ContactListing(Account account, ContactJson contactJson, TagJson tagJson) {
        this.account = account;
        this.contactJson = contactJson;
        this.tagJson = tagJson;
    }

    void addTo(Router router) {
        router.on("GET /contacts", (call, id) -> list(call));
    }

    private Answer list(Call call) {
        var page = Page.of(call.query, USUAL, account.settings());
        var found = new ContactQuery(account, call.query).find(page);
        var included = included(call.query);
        var body = Json.object();
        body.putArray("scoreValues");
        included.forEach(name -> {
            if (!name.equals("contactTags.tag")) {
                body.putArray(name);
            }
        });
        var contacts = Json.array();
        for (var contact : found.contacts()) {
            contacts.add(listed(contact, included, body));
        }
        if (included.contains("contactTags.tag")) {
            body.set("tags", tags(found.contacts()));
        }
        body.set("contacts", contacts);
        body.set("meta", meta(call, page, found.total()));
        return Answer.ok(body);
    }

    private ObjectNode listed(Contact contact, Set<String> included, ObjectNode body) {
        var node = contactJson.listed(contact);
        if (included.contains("contactTags")) {
            sideLoad("contactTags", tagJson.associations(contact), node, body);
        }
        if (included.contains("fieldValues")) {
            sideLoad("fieldValues", contactJson.values(contact), node, body);
        }
        if (included.contains("contactLists")) {
            sideLoad("contactLists", contactJson.subscriptions(contact), node, body);
        }
        return node;
    }

    /** The rows go beside the contacts, their ids into the contact. */
    private static void sideLoad(String name, ArrayNode rows, ObjectNode contact, ObjectNode body) {
        var ids = contact.putArray(name);
        for (var row : rows) {
            ids.add(row.get("id"));
            body.withArray(name).add(row);
        }
    }

    private static Set<String> included(Query query) {
        var included = new TreeSet<String>();
        for (var part : List.of((query.get("include") == null ? "" : query.get("include")).split(","))) {
            switch (part.trim()) {
                case "contactTags", "fieldValues", "contactLists" -> included.add(part.trim());
                case "contactTags.tag" -> included.addAll(List.of("contactTags", "contactTags.tag"));
                default -> {}
            }
        }
        return included;
    }

    private ArrayNode tags(List<Contact> contacts) {
        var seen = new TreeSet<Integer>();
        for (var contact : contacts) {
            for (var association : contact.associations()) {
                seen.add(association.tag().id);
            }
        }
        var tags = Json.array();
        seen.forEach(id -> tags.add(tagJson.tag(account.tags.get(id))));
        return tags;
    }

    /** {@code page_input} says which filters the server has understood. */
    private static ObjectNode meta(Call call, Page page, int total) {
        var query = call.query;
        var meta = Json.object();
        var input = meta.putObject("page_input");
        input.put("segmentid", query.number("segmentid", 0)).put("formid", query.number("formid", 0));
        input.put("listid", query.number("listid", 0)).put("tagid", query.number("tagid", 0));
        input.put("limit", page.limit()).put("offset", page.offset()).put("search", query.get("search"));
        input.putNull("sort").put("seriesid", query.number("seriesid", 0)).put("waitid", query.number("waitid", 0));
        input.put("status", query.number("status", -1)).put("forceQuery", 0);
        var seed = String.valueOf(call.rawQuery).getBytes(StandardCharsets.UTF_8);
        input.put("cacheid", UUID.nameUUIDFromBytes(seed).toString().replace("-", ""));
        return meta.put("total", String.valueOf(total)).put("sortable", true);
    }
}
