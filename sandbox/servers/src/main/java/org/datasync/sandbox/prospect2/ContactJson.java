package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.UUID;

/** Contacts as the API writes them. */
final class ContactJson {
    private static final String[] LINKS = {
        "bounceLogs",
        "contactAutomations",
        "contactData",
        "contactGoals",
        "contactLists",
        "contactLogs",
        "contactTags",
        "contactDeals",
        "deals",
        "fieldValues",
        "geoIps",
        "notes",
        "organization",
        "plusAppend",
        "trackingLogs",
        "scoreValues",
        "accountContacts",
        "automationEntryCounts"
    };

    private final Texts texts;
    private final Account account;

    ContactJson(Texts texts, Account account) {
        this.texts = texts;
        this.account = account;
    }

    /** The long form: an existing contact. */
    ObjectNode full(Contact contact) {
        var node = Json.object();
        boolean bounced = account.bounced(contact.email);
        node.put("cdate", Texts.date(contact.createdAt)).put("email", contact.email);
        node.put("phone", contact.phone).put("firstName", contact.firstName).put("lastName", contact.lastName);
        node.put("orgid", "0").put("orgname", contact.organisation).put("segmentio_id", "");
        node.put("bounced_hard", bounced ? "1" : "0").put("bounced_soft", "0").putNull("bounced_date");
        node.put("ip", "0").putNull("ua").put("hash", hash(contact)).putNull("socialdata_lastcheck");
        node.put("email_local", "").put("email_domain", contact.email.substring(contact.email.indexOf('@') + 1));
        node.put("sentcnt", "0").putNull("rating_tstamp").put("gravatar", "0").put("deleted", "0");
        node.put("anonymized", "0").putNull("adate").put("udate", Texts.date(contact.updatedAt));
        node.putNull("edate").putNull("deleted_at");
        node.put("created_utc_timestamp", Texts.stamp(contact.createdAt));
        node.put("updated_utc_timestamp", Texts.stamp(contact.updatedAt));
        node.put("created_timestamp", Texts.stamp(contact.createdAt));
        node.put("updated_timestamp", Texts.stamp(contact.updatedAt));
        node.putNull("created_by")
                .putNull("updated_by")
                .put("mpp_tracking", "0")
                .putNull("best_send_hour");
        node.putNull("sms_consent").putNull("sms_consent_updated_at");
        links(node, contact);
        return node.put("id", String.valueOf(contact.id)).putNull("organization");
    }

    /** The short form: a contact that this call has created. */
    ObjectNode created(Contact contact) {
        var node = Json.object();
        node.put("email", contact.email).put("phone", contact.phone);
        node.put("firstName", contact.firstName)
                .put("lastName", contact.lastName)
                .put("email_empty", false);
        node.put("cdate", Texts.date(contact.createdAt)).put("udate", Texts.date(contact.updatedAt));
        node.put("orgid", "").put("orgname", contact.organisation);
        links(node, contact);
        return node.put("hash", hash(contact))
                .put("id", String.valueOf(contact.id))
                .put("organization", "");
    }

    /** As an element of a list. */
    ObjectNode listed(Contact contact) {
        var node = full(contact);
        node.putNull("last_click_date").putNull("last_open_date").putNull("last_mpp_open_date");
        node.putNull("whatsapp_id").putNull("whatsapp_username");
        node.putArray("scoreValues");
        node.putArray("accountContacts");
        return node;
    }

    /** The ids of all values of the contact, as texts. */
    static ArrayNode valueIds(Contact contact) {
        var ids = Json.array();
        for (int i = 0; i < contact.fields.size(); i++) {
            ids.add(String.valueOf(contact.fields.id(i)));
        }
        return ids;
    }

    /** The contact's values of these fields. */
    ArrayNode values(Contact contact, Collection<Integer> fields) {
        var values = Json.array();
        for (int i = 0; i < contact.fields.size(); i++) {
            if (fields.contains(contact.fields.field(i))) {
                values.add(value(contact, i));
            }
        }
        return values;
    }

    ArrayNode values(Contact contact) {
        var values = Json.array();
        for (int i = 0; i < contact.fields.size(); i++) {
            values.add(value(contact, i));
        }
        return values;
    }

    ArrayNode subscriptions(Contact contact) {
        var subscriptions = Json.array();
        for (var list : account.lists.all()) {
            var subscription = list.subscriptions.get(contact.id);
            if (subscription != null) {
                subscriptions.add(subscription(subscription));
            }
        }
        return subscriptions;
    }

    ObjectNode subscription(MailingList.Subscription subscription) {
        var node = Json.object();
        texts.reference(node, "contact", subscription.contact());
        texts.reference(node, "list", subscription.list());
        node.putNull("form").put("seriesid", "0").put("sdate", Texts.date(subscription.since()));
        node.put("status", subscription.status())
                .put("responder", "1")
                .put("sync", "0")
                .put("sourceid", "4");
        texts.links(node, "contactLists", subscription.id(), "automation", "list", "contact", "form");
        return node.put("id", String.valueOf(subscription.id())).putNull("automation");
    }

    private ObjectNode value(Contact contact, int index) {
        int id = contact.fields.id(index);
        var node = Json.object();
        texts.reference(node, "contact", contact.id);
        node.put("field", String.valueOf(contact.fields.field(index))).put("value", contact.fields.value(index));
        node.put("cdate", Texts.date(contact.createdAt)).put("udate", Texts.date(contact.updatedAt));
        node.putNull("created_by").putNull("updated_by");
        texts.links(node, "fieldValues", id, "owner", "field");
        return node.put("id", String.valueOf(id)).put("owner", String.valueOf(contact.id));
    }

    private void links(ObjectNode node, Contact contact) {
        texts.links(node, "contacts", contact.id, LINKS);
    }

    private static String hash(Contact contact) {
        var seed = "contact-" + contact.id;
        return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8))
                .toString()
                .replace("-", "");
    }
}
