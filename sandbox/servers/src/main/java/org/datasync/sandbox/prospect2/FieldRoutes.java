package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Custom fields and their values. */
final class FieldRoutes {
    private static final int USUAL = 100;

    private final Account account;
    private final Texts texts;
    private final ContactJson contactJson;

    FieldRoutes(Account account, Texts texts, ContactJson contactJson) {
        this.account = account;
        this.texts = texts;
        this.contactJson = contactJson;
    }

    void addTo(Router router) {
        router.on("GET /fields", (call, id) -> list(call.query)).on("POST /fieldValues", (call, id) -> write(call));
    }

    private Answer list(Query query) {
        var perstag = query.get("filters[perstag]");
        var found = account.fields.all().stream()
                .filter(field -> perstag == null || field.perstag().equalsIgnoreCase(perstag))
                .toList();
        var body = Json.object();
        body.putArray("fieldOptions");
        body.putArray("fieldRels");
        var fields = body.putArray("fields");
        Page.of(query, USUAL, account.settings()).of(found).forEach(field -> fields.add(json(field)));
        body.set("meta", Page.meta(found.size()));
        return Answer.ok(body);
    }

    private ObjectNode json(Field field) {
        var node = Json.object();
        node.put("title", field.title())
                .put("descript", "")
                .put("type", field.type())
                .put("isrequired", "0");
        node.put("perstag", field.perstag()).put("defval", "").put("show_in_list", "0");
        node.put("rows", "0").put("cols", "0").put("visible", "1").put("service", "");
        node.put("ordernum", String.valueOf(field.id())).put("cdate", Texts.date(field.createdAt()));
        node.put("udate", Texts.date(field.createdAt()));
        node.putArray("options");
        node.putArray("relations");
        texts.links(node, "fields", field.id(), "options", "relations");
        return node.put("id", String.valueOf(field.id()));
    }

    private Answer write(Call call) {
        var sent = call.wrapped("fieldValue");
        if (!sent.hasNonNull("contact")) {
            throw new Refusal(Errors.missingAttribute("contact"));
        }
        var contact = account.contacts.get(Call.id(sent.get("contact")).orElse(0));
        if (contact == null) {
            throw new Refusal(Errors.e1(404, "Not Found", "Contact not found"));
        }
        int field = Call.id(sent.get("field")).orElse(0);
        if (account.fields.get(field) == null) {
            throw new Refusal(Errors.e1(422, "Unprocessable Entity", "Field id not valid"));
        }
        if (account.write(contact, field, sent.path("value").asText(""))) {
            contact.updatedAt = account.millis();
            account.webhooks.tell("update", contact, null, account.now());
        }
        var body = Json.object();
        body.putArray("contacts").add(contactJson.full(contact));
        var values = contactJson.values(contact, List.of(field));
        body.set("fieldValue", values.isEmpty() ? Json.object() : values.get(0));
        return Answer.ok(body);
    }
}
