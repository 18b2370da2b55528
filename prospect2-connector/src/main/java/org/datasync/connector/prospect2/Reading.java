package org.datasync.connector.prospect2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads answers strictly: what must be there is there, ids are text or number, rows belong to what was asked. */
final class Reading {
    private Reading() {}

    static TagView tag(JsonNode answer) {
        JsonNode tag = answer.path("tag");
        return tagView(tag);
    }

    /** Only tags for contacts. */
    static List<TagView> tags(JsonNode answer) {
        List<TagView> tags = new ArrayList<>();
        for (JsonNode tag : array(answer, "tags")) {
            if (tag.path("tagType").asText("contact").equals("contact")) {
                tags.add(tagView(tag));
            }
        }
        return tags;
    }

    private static TagView tagView(JsonNode tag) {
        return new TagView(
                Long.toString(id(tag, "tag.id")),
                text(tag, "tag"),
                tag.path("subscriber_count").asLong(0));
    }

    static List<FieldView> fields(JsonNode answer) {
        List<FieldView> fields = new ArrayList<>();
        for (JsonNode field : array(answer, "fields")) {
            fields.add(new FieldView(Long.toString(id(field, "fields.id")), text(field, "perstag")));
        }
        return fields;
    }

    static int size(JsonNode answer, String name) {
        return array(answer, name).size();
    }

    /** The id of the contact, which must be the one with that address. */
    static long contact(JsonNode answer, String email) {
        JsonNode contact = answer.path("contact");
        long id = id(contact, "contact.id");
        if (!contact.path("email").asText().equalsIgnoreCase(email)) {
            throw new UnreadableAnswerException("an answer about another contact");
        }
        return id;
    }

    /** The id of the association, which must be the one that was asked for. */
    static long association(JsonNode answer, long contactId, String tagId) {
        JsonNode association = answer.path("contactTag");
        long id = id(association, "contactTag.id");
        if (id(contactOf(association), contactId) != contactId
                || !association.path("tag").asText(tagId).equals(tagId)) {
            throw new UnreadableAnswerException("an answer about another association");
        }
        return id;
    }

    /** All contacts of a page with their side-loaded tags. */
    static List<TaggedContact> contacts(JsonNode answer) {
        ArrayNode contacts = array(answer, "contacts");
        JsonNode associations = contacts.isEmpty() ? answer.path("contactTags") : array(answer, "contactTags");
        List<TaggedContact> found = new ArrayList<>();
        for (JsonNode contact : contacts) {
            long contactId = id(contact, "contacts.id");
            found.add(new TaggedContact(contactId, text(contact, "email"), taggings(associations, contactId)));
        }
        return found;
    }

    static Standing standing(JsonNode answer, String email) {
        for (JsonNode contact : array(answer, "contacts")) {
            if (!contact.path("email").asText().equalsIgnoreCase(email)) {
                throw new UnreadableAnswerException("an answer about another contact");
            }
            boolean bounced = contact.path("bounced_hard").asInt() > 0;
            return bounced ? Standing.BOUNCED : Standing.PRESENT;
        }
        return Standing.ABSENT;
    }

    /** A page of a walk must go on where the last one ended, or the walk would never end. */
    static List<TaggedContact> above(List<TaggedContact> contacts, long contactId) {
        long last = contactId;
        for (TaggedContact contact : contacts) {
            if (contact.id() <= last) {
                throw new UnreadableAnswerException("contacts that do not come in the order of their ids");
            }
            last = contact.id();
        }
        return contacts;
    }

    /** Addresses that a finished import has left out come in lower case. */
    static ImportProgress progress(JsonNode answer) {
        JsonNode status = answer.path("status");
        if (status.isMissingNode()) {
            throw new UnreadableAnswerException("an import without status");
        }
        Set<String> failed = new HashSet<>();
        answer.path("failure").forEach(email -> failed.add(email.asText().trim().toLowerCase(Locale.ROOT)));
        return new ImportProgress(ImportProgress.Status.of(status.asText()), failed);
    }

    /** The id of an import that was queued; both spellings of success occur, and numbers above 1. */
    static String batchId(JsonNode answer) {
        JsonNode success = answer.has("success") ? answer.path("success") : answer.path("Success");
        String batchId = answer.path("batchId").asText();
        if (success.asInt() < 1 || batchId.isBlank()) {
            throw new UnreadableAnswerException("an import without batch id");
        }
        return batchId;
    }

    private static List<TaggedContact.Tagging> taggings(JsonNode associations, long contactId) {
        List<TaggedContact.Tagging> taggings = new ArrayList<>();
        for (JsonNode association : associations) {
            if (id(contactOf(association), -1) == contactId) {
                taggings.add(new TaggedContact.Tagging(
                        id(association, "contactTags.id"),
                        association.path("tag").asText()));
            }
        }
        return taggings;
    }

    private static JsonNode contactOf(JsonNode association) {
        return association.path("contact");
    }

    private static long id(JsonNode node, long otherwise) {
        try {
            return node.isMissingNode() ? otherwise : Long.parseLong(node.asText());
        } catch (NumberFormatException e) {
            throw new UnreadableAnswerException("an id that is no number");
        }
    }

    private static long id(JsonNode parent, String name) {
        long id = id(parent.path("id"), -1);
        if (id < 1) {
            throw new UnreadableAnswerException("an answer without " + name);
        }
        return id;
    }

    private static String text(JsonNode parent, String name) {
        JsonNode node = parent.path(name);
        if (!node.isValueNode() || node.isNull()) {
            throw new UnreadableAnswerException("an answer without " + name);
        }
        return node.asText();
    }

    private static ArrayNode array(JsonNode answer, String name) {
        if (answer.path(name) instanceof ArrayNode array) {
            return array;
        }
        throw new UnreadableAnswerException("an answer without " + name);
    }
}
