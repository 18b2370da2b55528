package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes of contacts, and a contact by id. */
final class ContactRoutes {
    private final Account account;
    private final ContactJson json;

    ContactRoutes(Account account, ContactJson json) {
        this.account = account;
        this.json = json;
    }

    void addTo(Router router) {
        router.on("GET /contacts/{id}", (call, id) -> get(contact(id)))
                .on("POST /contact/sync", (call, id) -> sync(call.wrapped("contact")))
                .on("POST /contacts", (call, id) -> create(call.wrapped("contact")))
                .on("POST /contacts/sync", (call, id) -> create(call.wrapped("contact")))
                .on("PUT /contacts/{id}", (call, id) -> update(contact(id), call.wrapped("contact")))
                .on("PATCH /contacts/{id}", (call, id) -> update(contact(id), call.wrapped("contact")))
                .on("DELETE /contacts/{id}", (call, id) -> delete(id))
                .on("GET /contacts/{id}/fieldValues", (call, id) -> values(contact(id)))
                .on("GET /contacts/{id}/contactLists", (call, id) -> lists(contact(id)));
    }

    private Contact contact(int id) {
        var contact = account.contacts.get(id);
        if (contact == null) {
            throw new Refusal(Errors.noResult("Subscriber", id));
        }
        return contact;
    }

    private Answer get(Contact contact) {
        var body = Json.object();
        body.putArray("contactAutomations");
        body.set("contactLists", json.subscriptions(contact));
        body.putArray("deals");
        body.set("fieldValues", json.values(contact));
        body.putArray("geoIps");
        body.putArray("accountContacts");
        body.set("contact", withValueIds(json.full(contact), contact));
        return Answer.ok(body);
    }

    private Answer sync(JsonNode sent) {
        var data = ContactData.ofSingle(sent);
        if (data.email() == null || data.email().isEmpty()) {
            throw new Refusal(Errors.e1(400, "Bad Request", "Contact email must be provided for sync"));
        }
        refuseInvalid(data);
        var present = account.contacts.find(data.email());
        var contact = present;
        if (contact == null) {
            refuseFull();
            contact = account.create(data, account.millis());
        } else {
            write(contact, data.withoutEmail());
        }
        inlineTags(contact, sent);
        var body = answer(contact, data, present == null);
        return Answer.of(present == null ? 201 : 200, body);
    }

    private Answer create(JsonNode sent) {
        var data = ContactData.ofSingle(sent);
        if (data.email() == null || data.email().isEmpty()) {
            throw new Refusal(Errors.missingAttribute("email"));
        }
        refuseInvalid(data);
        if (account.contacts.find(data.email()) != null) {
            throw new Refusal(Errors.duplicate());
        }
        refuseFull();
        var contact = account.create(data, account.millis());
        inlineTags(contact, sent);
        return Answer.of(201, answer(contact, data, true));
    }

    private Answer update(Contact contact, JsonNode sent) {
        var data = ContactData.ofSingle(sent);
        if (data.email() != null) {
            refuseInvalid(data);
            var owner = account.contacts.find(data.email());
            if (owner != null && owner != contact) {
                throw new Refusal(Errors.duplicate());
            }
        }
        write(contact, data);
        return Answer.ok(answer(contact, data, false));
    }

    private Answer delete(int id) {
        var contact = account.contacts.get(id);
        if (contact == null) {
            return Errors.e2(404, "No result found for contact with id " + id);
        }
        account.delete(contact);
        return Answer.done();
    }

    private Answer values(Contact contact) {
        var body = Json.object();
        body.set("fieldValues", json.values(contact));
        return Answer.ok(body);
    }

    private Answer lists(Contact contact) {
        var body = Json.object();
        body.set("contactLists", json.subscriptions(contact));
        return Answer.ok(body);
    }

    private void write(Contact contact, ContactData data) {
        if (account.write(contact, data, account.millis())) {
            account.webhooks.tell("update", contact, null, account.now());
        }
    }

    /** Only in accounts that know them: names, created when missing, not echoed. */
    private void inlineTags(Contact contact, JsonNode sent) {
        if (!account.settings().switches().inlineTags()) {
            return;
        }
        for (var name : sent.path("tags")) {
            var tag = account.tags.findOrCreate(name.asText().trim(), account.millis());
            if (contact.association(tag) == null) {
                account.tag(contact, tag, "api", true, account.now());
                account.webhooks.tell("contact_tag_added", contact, tag, account.now());
            }
        }
    }

    /** The values of this call stand beside the contact; in it there are ids only. */
    private ObjectNode answer(Contact contact, ContactData data, boolean created) {
        var body = Json.object();
        var node = created ? json.created(contact) : json.full(contact);
        if (!data.fields().isEmpty()) {
            body.set("fieldValues", json.values(contact, data.fields().keySet()));
            withValueIds(node, contact);
        }
        body.set("contact", node);
        return body;
    }

    private static ObjectNode withValueIds(ObjectNode node, Contact contact) {
        node.set("fieldValues", ContactJson.valueIds(contact));
        return node;
    }

    private static void refuseInvalid(ContactData data) {
        if (!EmailRules.deliverable(data.email())) {
            throw new Refusal(Errors.invalidEmail());
        }
    }

    private void refuseFull() {
        if (account.full()) {
            var error = Json.object()
                    .put("title", "The contact limit of this account has been reached.")
                    .put("code", "contact_limit_reached");
            throw new Refusal(Errors.e1(account.settings().contactLimitStatus(), error));
        }
    }
}
