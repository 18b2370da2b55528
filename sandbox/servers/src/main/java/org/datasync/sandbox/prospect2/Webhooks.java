package org.datasync.sandbox.prospect2;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;

/** Subscriptions and what they were told. Single calls are told with source {@code api}; bulk imports never. */
final class Webhooks {
    static final List<String> EVENTS = List.of(
            "bounce",
            "click",
            "contact_tag_added",
            "contact_tag_removed",
            "deal_add",
            "deal_note_add",
            "deal_pipeline_add",
            "deal_stage_add",
            "deal_task_add",
            "deal_task_complete",
            "deal_tasktype_add",
            "deal_update",
            "forward",
            "list_add",
            "open",
            "reply",
            "sent",
            "share",
            "sms_reply",
            "sms_sent",
            "sms_unsub",
            "subscribe",
            "subscriber_note",
            "unsubscribe",
            "update");

    private final TreeMap<Integer, Webhook> byId = new TreeMap<>();
    private final Recent<Delivery> deliveries = new Recent<>(10_000);
    private final WebhookSender sender = new WebhookSender(this::switchOff);
    private final Fields fields;
    private final IntSupplier copies;
    private int lastId;

    /** @param copies how often the next delivery is made */
    Webhooks(Fields fields, IntSupplier copies) {
        this.fields = fields;
        this.copies = copies;
    }

    /** An id of 0 means the next one. */
    synchronized Webhook put(int id, Webhook webhook) {
        int used = id > 0 ? id : ++lastId;
        byId.put(used, webhook.withId(used));
        return byId.get(used);
    }

    /** Null when there is none. */
    synchronized Webhook get(int id) {
        return byId.get(id);
    }

    synchronized Collection<Webhook> all() {
        return List.copyOf(byId.values());
    }

    synchronized boolean delete(int id) {
        return byId.remove(id) != null;
    }

    private synchronized void switchOff(int id) {
        byId.remove(id);
    }

    Recent<Delivery> deliveries() {
        return deliveries;
    }

    void tell(String event, Contact contact, Tag tag, Instant now) {
        for (var webhook : all()) {
            if (webhook.events().contains(event) && webhook.sources().contains("api")) {
                deliver(new Delivery(now, webhook.id(), webhook.url(), event, form(event, contact, tag, now)));
            }
        }
    }

    private void deliver(Delivery delivery) {
        for (int copy = copies.getAsInt(); copy > 0; copy--) {
            deliveries.add(delivery);
            sender.send(delivery);
        }
    }

    private Map<String, String> form(String event, Contact contact, Tag tag, Instant now) {
        var form = new LinkedHashMap<String, String>();
        form.put("type", event);
        form.put("date_time", now.toString());
        form.put("initiated_from", "api");
        form.put("initiated_by", "api");
        form.put("list", "0");
        form.put("contact[id]", String.valueOf(contact.id));
        form.put("contact[email]", contact.email);
        form.put("contact[first_name]", contact.firstName);
        form.put("contact[last_name]", contact.lastName);
        form.put("contact[phone]", contact.phone);
        form.put(
                "contact[tags]",
                Arrays.stream(contact.associations())
                        .map(association -> association.tag().name)
                        .collect(Collectors.joining(", ")));
        fields.named(contact.fields).forEach((name, value) -> form.put("contact[fields][%s]".formatted(name), value));
        if (tag != null) {
            form.put("tag", tag.name);
        }
        return form;
    }

    void close() {
        sender.close();
    }
}
