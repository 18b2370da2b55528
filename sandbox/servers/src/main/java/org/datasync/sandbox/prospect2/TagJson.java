package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Tags and associations as the API writes them. */
final class TagJson {
    private final Texts texts;

    TagJson(Texts texts) {
        this.texts = texts;
    }

    ObjectNode tag(Tag tag) {
        var node = Json.object();
        node.put("tagType", tag.type).put("tag", tag.name).put("description", tag.description);
        node.put("subscriber_count", String.valueOf(tag.contacts.size())).put("cdate", Texts.date(tag.createdAt));
        node.put("created_timestamp", Texts.stamp(tag.createdAt));
        node.put("updated_timestamp", Texts.stamp(tag.updatedAt));
        node.putNull("created_by").putNull("updated_by").put("deleted", "0");
        links(node, tag);
        return node.put("id", String.valueOf(tag.id));
    }

    ObjectNode created(Tag tag) {
        var node = Json.object();
        node.put("tag", tag.name).put("description", tag.description).put("tagType", tag.type);
        node.put("cdate", Texts.date(tag.createdAt));
        links(node, tag);
        return node.put("id", String.valueOf(tag.id));
    }

    ObjectNode association(Association association) {
        var node = Json.object();
        texts.reference(node, "contact", association.contact().id);
        node.put("tag", String.valueOf(association.tag().id)).put("cdate", Texts.date(association.createdAt()));
        node.put("created_timestamp", Texts.stamp(association.createdAt()));
        node.put("updated_timestamp", Texts.stamp(association.createdAt()));
        node.putNull("created_by").putNull("updated_by");
        texts.links(node, "contactTags", association.id(), "tag", "contact");
        return node.put("id", String.valueOf(association.id()));
    }

    ArrayNode associations(Contact contact) {
        var list = Json.array();
        for (var association : contact.associations()) {
            list.add(association(association));
        }
        return list;
    }

    private void links(ObjectNode node, Tag tag) {
        texts.links(node, "tags", tag.id, "contactGoalTags", "templateTags");
    }
}
