package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.JsonNode;

/** Tags on contacts: adding, listing, removing by the id of the association. */
final class ContactTagRoutes {
    private static final int USUAL = 20;

    private final Account account;
    private final TagJson tagJson;
    private final ContactJson contactJson;

    ContactTagRoutes(Account account, TagJson tagJson, ContactJson contactJson) {
        this.account = account;
        this.tagJson = tagJson;
        this.contactJson = contactJson;
    }

    void addTo(Router router) {
        router.on("GET /contactTags", (call, id) -> list(call.query))
                .on("POST /contactTags", (call, id) -> add(call.wrapped("contactTag")))
                .on("DELETE /contactTags/{id}", (call, id) -> remove(id))
                .on("GET /contacts/{id}/contactTags", (call, id) -> ofContact(id));
    }

    private Answer list(Query query) {
        var page = Page.of(query, USUAL, account.settings());
        var tag = account.settings().switches().contactTagFilter() ? query.get("filters[tag]") : null;
        return tag == null
                ? all(page)
                : ofTag(account.tags.get(Query.number(tag).orElse(0)), page);
    }

    private Answer all(Page page) {
        var ids = account.tags.associationIds;
        var body = Json.object();
        var rows = body.putArray("contactTags");
        int id = ids.above(0, page.offset());
        while (id > 0 && rows.size() < page.limit()) {
            rows.add(tagJson.association(account.tags.association(id)));
            id = ids.above(id);
        }
        body.set("meta", Page.meta(ids.size()));
        return Answer.ok(body);
    }

    private Answer ofTag(Tag tag, Page page) {
        var body = Json.object();
        var rows = body.putArray("contactTags");
        int id = tag == null ? -1 : tag.contacts.above(0, page.offset());
        while (id > 0 && rows.size() < page.limit()) {
            rows.add(tagJson.association(account.contacts.get(id).association(tag)));
            id = tag.contacts.above(id);
        }
        body.set("meta", Page.meta(tag == null ? 0 : tag.contacts.size()));
        return Answer.ok(body);
    }

    private Answer add(JsonNode sent) {
        var contact = contact(sent);
        var tag = tag(sent);
        var present = contact.association(tag);
        if (present != null) {
            return answer(200, present, false);
        }
        var association = account.tag(contact, tag, "api", true, account.now());
        account.webhooks.tell("contact_tag_added", contact, tag, account.now());
        var switches = account.settings().switches();
        return answer(switches.newContactTagStatus(), association, switches.contactTagWithContacts());
    }

    private Contact contact(JsonNode sent) {
        if (!sent.hasNonNull("contact")) {
            throw new Refusal(Errors.missingAttribute("contact"));
        }
        var contact = account.contacts.get(Call.id(sent.get("contact")).orElse(0));
        if (contact == null) {
            throw new Refusal(Errors.e1(404, "Not Found", "Contact not found"));
        }
        return contact;
    }

    private Tag tag(JsonNode sent) {
        if (!sent.hasNonNull("tag")) {
            throw new Refusal(Errors.missingAttribute("tag"));
        }
        var id = Call.id(sent.get("tag"));
        if (id.isEmpty()) {
            throw new Refusal(Errors.e1(422, "Unprocessable Entity", "No tag id provided"));
        }
        var tag = account.tags.get(id.getAsInt());
        if (tag == null) {
            throw new Refusal(Errors.e1(404, "Not Found", "Tag not found"));
        }
        return tag;
    }

    private Answer remove(int id) {
        var association = account.tags.association(id);
        if (association == null) {
            return Errors.noResult("SubscriberTag", id);
        }
        account.untag(association, "api", account.now());
        account.webhooks.tell("contact_tag_removed", association.contact(), association.tag(), account.now());
        return Answer.done();
    }

    private Answer ofContact(int id) {
        var contact = account.contacts.get(id);
        if (contact == null) {
            return Errors.noResult("Subscriber", id);
        }
        var body = Json.object();
        body.set("contactTags", tagJson.associations(contact));
        return Answer.ok(body);
    }

    private Answer answer(int status, Association association, boolean withContact) {
        var body = Json.object();
        if (withContact) {
            body.putArray("contacts").add(contactJson.full(association.contact()));
        }
        body.set("contactTag", tagJson.association(association));
        return Answer.of(status, body);
    }
}
