package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Subscriptions to events. */
final class WebhookRoutes {
    private static final int USUAL = 20;

    private final Account account;
    private final Texts texts;

    WebhookRoutes(Account account, Texts texts) {
        this.account = account;
        this.texts = texts;
    }

    void addTo(Router router) {
        router.on("GET /webhook/events", (call, id) -> events())
                .on("GET /webhooks", (call, id) -> list(call.query))
                .on("POST /webhooks", (call, id) -> create(call.wrapped("webhook")))
                .on("GET /webhooks/{id}", (call, id) -> answer(200, webhook(id)))
                .on("PUT /webhooks/{id}", (call, id) -> update(webhook(id), call.wrapped("webhook")))
                .on("DELETE /webhooks/{id}", (call, id) -> delete(id));
    }

    private static Answer events() {
        var body = Json.object();
        var events = body.putArray("webhookEvents");
        Webhooks.EVENTS.forEach(events::add);
        return Answer.ok(body);
    }

    private Answer list(Query query) {
        var all = List.copyOf(account.webhooks.all());
        var body = Json.object();
        var webhooks = body.putArray("webhooks");
        Page.of(query, USUAL, account.settings()).of(all).forEach(webhook -> webhooks.add(json(webhook)));
        body.set("meta", Page.meta(all.size()));
        return Answer.ok(body);
    }

    private Webhook webhook(int id) {
        var webhook = account.webhooks.get(id);
        if (webhook == null) {
            throw new Refusal(Errors.noResult("Webhook", id));
        }
        return webhook;
    }

    private Answer create(JsonNode sent) {
        for (var name : List.of("name", "url", "events", "sources")) {
            if (sent.path(name).isMissingNode()) {
                throw new Refusal(Errors.missingAttribute(name));
            }
        }
        return answer(201, account.webhooks.put(0, read(sent, Webhook.EMPTY)));
    }

    private Answer update(Webhook present, JsonNode sent) {
        return answer(200, account.webhooks.put(present.id(), read(sent, present)));
    }

    private Webhook read(JsonNode sent, Webhook present) {
        return new Webhook(
                present.id(),
                sent.path("name").asText(present.name()),
                sent.path("url").asText(present.url()),
                sent.has("events") ? texts(sent.path("events")) : present.events(),
                sent.has("sources") ? texts(sent.path("sources")) : present.sources(),
                sent.path("listid").asText(present.listId()),
                account.millis());
    }

    private Answer delete(int id) {
        return account.webhooks.delete(id) ? Answer.done() : Errors.noResult("Webhook", id);
    }

    private Answer answer(int status, Webhook webhook) {
        var body = Json.object();
        body.set("webhook", json(webhook));
        return Answer.of(status, body);
    }

    private ObjectNode json(Webhook webhook) {
        var node = Json.object();
        node.put("cdate", Texts.date(webhook.createdAt())).put("listid", webhook.listId());
        node.put("name", webhook.name()).put("url", webhook.url());
        var events = node.putArray("events");
        webhook.events().forEach(events::add);
        var sources = node.putArray("sources");
        webhook.sources().forEach(sources::add);
        node.putObject("links");
        return node.put("id", String.valueOf(webhook.id()));
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(element -> texts.add(element.asText()));
        return List.copyOf(texts);
    }
}
