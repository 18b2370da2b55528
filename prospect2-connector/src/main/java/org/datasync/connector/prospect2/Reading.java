package org.datasync.connector.prospect2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Reads answers strictly: what must be there is there, ids are text or number, rows belong to what was asked. */
final class Reading {
    private Reading() {}

    /** The tag with that id; empty if it was deleted. */
    static Optional<TagView> tag(JsonNode answer, String id) {
        JsonNode tag = answer.path("tag");
        TagView view = new TagView(Long.toString(id(tag, "tag.id")), text(tag, "tag"), carriers(tag));
        if (!view.id().equals(id)) {
            throw new UnreadableAnswerException("an answer about another tag");
        }
        return isSet(tag.path("deleted")) ? Optional.empty() : Optional.of(view);
    }

    private static long carriers(JsonNode tag) {
        return tag.path("subscriber_count").asLong(TagView.NOT_KNOWN);
    }

    /** Only tags for contacts; one without id or name is no choice. */
    static List<TagView> tags(JsonNode answer) {
        List<TagView> tags = new ArrayList<>();
        for (JsonNode tag : array(answer, "tags")) {
            OptionalLong id = number(tag.path("id"));
            boolean offered = tag.path("tagType").asText("contact").equals("contact") && !isSet(tag.path("deleted"));
            if (offered && id.isPresent() && tag.path("tag").isTextual()) {
                tags.add(new TagView(
                        Long.toString(id.getAsLong()), tag.path("tag").asText(), carriers(tag)));
            }
        }
        return tags;
    }

    /** Fields without id or personalisation tag cannot be written. */
    static List<FieldView> fields(JsonNode answer) {
        List<FieldView> fields = new ArrayList<>();
        for (JsonNode field : array(answer, "fields")) {
            OptionalLong id = number(field.path("id"));
            String tag = field.path("perstag").asText("");
            if (id.isPresent() && !tag.isBlank()) {
                fields.add(new FieldView(
                        Long.toString(id.getAsLong()),
                        tag.trim(),
                        field.path("title").asText("")));
            }
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
        if (number(association.path("contact")).orElse(contactId) != contactId
                || !association.path("tag").asText(tagId).equals(tagId)) {
            throw new UnreadableAnswerException("an answer about another association");
        }
        return id;
    }

    /** All contacts of a page with their side-loaded tags. */
    static List<TaggedContact> contacts(JsonNode answer) {
        JsonNode associations = answer.path("contactTags");
        List<TaggedContact> found = new ArrayList<>();
        for (JsonNode contact : array(answer, "contacts")) {
            long contactId = id(contact, "contacts.id");
            List<TaggedContact.Tagging> taggings = taggings(associations, contactId);
            boolean complete = isComplete(contact.path("contactTags"), taggings, associations.isArray());
            found.add(new TaggedContact(contactId, contact.path("email").asText(""), taggings, complete));
        }
        return found;
    }

    /** The tags of one contact, asked for by its id. */
    static List<TaggedContact.Tagging> taggings(JsonNode answer, long contactId, String name) {
        return taggings(array(answer, name), contactId);
    }

    /** The contact names the ids of its associations, where it does; the rows stand beside the contacts. */
    private static boolean isComplete(JsonNode ids, List<TaggedContact.Tagging> taggings, boolean rows) {
        for (JsonNode id : ids) {
            if (taggings.stream()
                    .noneMatch(tagging -> Long.toString(tagging.associationId()).equals(id.asText()))) {
                return false;
            }
        }
        return rows || ids.isArray();
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

    /** Whether a page of a walk goes on where the last one ended; otherwise the walk would never end. */
    static boolean goesOn(List<TaggedContact> contacts, long aboveContactId) {
        long last = aboveContactId;
        for (TaggedContact contact : contacts) {
            if (contact.id() <= last) {
                return false;
            }
            last = contact.id();
        }
        return true;
    }

    /** Addresses that a finished import has left out come in lower case. */
    static ImportProgress progress(JsonNode answer) {
        JsonNode status = answer.path("status");
        if (status.isMissingNode()) {
            throw new UnreadableAnswerException("an import without status");
        }
        JsonNode failure = answer.path("failure");
        Set<String> failed = new HashSet<>();
        if (failure.isValueNode() && failure.asBoolean(true) && !failure.isNull()) {
            failed.add(failedEmail(failure));
        }
        failure.forEach(entry -> failed.add(failedEmail(entry)));
        failed.remove("");
        return new ImportProgress(ImportProgress.Status.of(status.asText("")), failed);
    }

    /** Who is not named as failed counts as done: a name that cannot be read must not be overlooked. */
    private static String failedEmail(JsonNode entry) {
        JsonNode email = entry.isObject() ? entry.path("email") : entry;
        if (!email.isTextual()) {
            throw new UnreadableAnswerException("failures of an import that cannot be read");
        }
        return email.asText().trim().toLowerCase(Locale.ROOT);
    }

    /** The id of an import that was queued. */
    static String batchId(JsonNode answer) {
        String batchId = answer.path("batchId").asText("");
        if (batchId.isBlank()) {
            throw new UnreadableAnswerException("an import without batch id");
        }
        return batchId;
    }

    private static List<TaggedContact.Tagging> taggings(JsonNode associations, long contactId) {
        List<TaggedContact.Tagging> taggings = new ArrayList<>();
        for (JsonNode association : associations) {
            if (number(association.path("contact")).orElse(-1) == contactId) {
                taggings.add(new TaggedContact.Tagging(
                        id(association, "contactTags.id"),
                        association.path("tag").asText("")));
            }
        }
        return taggings;
    }

    /** Ids come as text or as number. */
    private static OptionalLong number(JsonNode node) {
        if (node.canConvertToLong()) {
            return OptionalLong.of(node.asLong());
        }
        String text = node.asText("").trim();
        return text.matches("[0-9]{1,18}") ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static boolean isSet(JsonNode flag) {
        return flag.asInt(0) != 0;
    }

    private static long id(JsonNode parent, String name) {
        long id = number(parent.path("id")).orElse(-1);
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
