package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** Mailing lists and subscriptions. */
final class ListRoutes {
    private static final int USUAL = 20;

    private final Account account;
    private final Texts texts;
    private final ContactJson contactJson;

    ListRoutes(Account account, Texts texts, ContactJson contactJson) {
        this.account = account;
        this.texts = texts;
        this.contactJson = contactJson;
    }

    void addTo(Router router) {
        router.on("GET /lists", (call, id) -> list(call.query)).on("POST /contactLists", (call, id) -> subscribe(call));
    }

    private Answer list(Query query) {
        var all = List.copyOf(account.lists.all());
        var body = Json.object();
        var lists = body.putArray("lists");
        Page.of(query, USUAL, account.settings()).of(all).forEach(list -> lists.add(json(list)));
        body.set("meta", Page.meta(all.size()));
        return Answer.ok(body);
    }

    private ObjectNode json(MailingList list) {
        var node = Json.object();
        long active = list.subscriptions.values().stream()
                .filter(subscription -> subscription.status() == Lists.SUBSCRIBED)
                .count();
        node.put("stringid", list.name.toLowerCase(Locale.ROOT).replace(' ', '-'));
        node.put("name", list.name).put("cdate", Texts.date(list.createdAt)).put("udate", Texts.date(list.createdAt));
        node.put("subscriber_count", String.valueOf(active)).put("active_subscribers", String.valueOf(active));
        texts.links(node, "lists", list.id, "contactGoalLists", "user", "addressLists");
        return node.put("id", String.valueOf(list.id));
    }

    private Answer subscribe(Call call) {
        var sent = call.wrapped("contactList");
        for (var name : List.of("contact", "list", "status")) {
            if (!sent.hasNonNull(name)) {
                throw new Refusal(Errors.missingAttribute(name));
            }
        }
        int status = Call.id(sent.get("status")).orElse(-1);
        if (status < 0 || status > 3) {
            throw new Refusal(Errors.e1(422, "Unprocessable Entity", "The value you selected is not a valid choice."));
        }
        var contact = account.contacts.get(Call.id(sent.get("contact")).orElse(0));
        var list = account.lists.get(Call.id(sent.get("list")).orElse(0));
        if (contact == null || list == null) {
            throw new Refusal(Errors.e1(404, "Not Found", contact == null ? "Contact not found" : "List not found"));
        }
        var subscription = account.lists.put(list, contact, status, account.millis());
        if (status == Lists.SUBSCRIBED || status == Lists.UNSUBSCRIBED) {
            var event = status == Lists.SUBSCRIBED ? "subscribe" : "unsubscribe";
            account.webhooks.tell(event, contact, null, account.now());
        }
        var body = Json.object();
        if (status == Lists.SUBSCRIBED) {
            body.putArray("contacts").add(contactJson.full(contact));
        }
        body.set("contactList", contactJson.subscription(subscription));
        return Answer.ok(body);
    }
}
