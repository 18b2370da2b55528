package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;

/** Reads the body of a bulk import; one contact that breaks a rule refuses the whole batch. */
final class BulkReader {
    static final int MOST_CONTACTS = 250;
    private static final String INVALID =
            "JSON payload did not pass validation. Please fix failureReasons and retry. The import was not queued for processing.";

    private final Settings.Switches switches;
    private final int largestBody;

    BulkReader(Settings settings) {
        this.switches = settings.switches();
        this.largestBody = settings.limits().bulkBytes();
    }

    /** How many contacts the body has; for the limiter, which comes before every other check. */
    static int count(Call call) {
        var body = call.jsonOrNull();
        return body == null ? 0 : body.path("contacts").size();
    }

    List<BulkContact> read(Call call) {
        refuseOversized(call);
        var body = call.jsonOrNull();
        if (body == null || !body.isObject()) {
            throw refused(Json.array().add("Invalid or unparsable json"));
        }
        var contacts = body.path("contacts");
        if (!contacts.isArray() || contacts.isEmpty()) {
            throw refused(Json.array().add("Field 'contacts' not found"));
        }
        if (contacts.size() > MOST_CONTACTS) {
            throw refused(Json.array().add("Up to 250 contacts may be imported per request."));
        }
        refuseIncompleteCallback(body.get("callback"));
        refuseInvalid(contacts);
        return contacts(body, contacts);
    }

    private void refuseOversized(Call call) {
        if (call.body.length <= largestBody) {
            return;
        }
        throw switch (switches.oversizedBody()) {
            case BAD_REQUEST ->
                refused(Json.array().add("Payload must be less than %d bytes.".formatted(largestBody + 1)));
            case TOO_LARGE -> new Refusal(Errors.e1(413, "Payload Too Large", "The request body is too large."));
        };
    }

    private static void refuseIncompleteCallback(JsonNode callback) {
        if (callback == null || callback.isNull()) {
            return;
        }
        for (var name : List.of("url", "requestType")) {
            if (callback.path(name).asText("").isEmpty()) {
                throw refused(Json.array().add("Field 'callback.%s' not found".formatted(name)));
            }
        }
    }

    private static void refuseInvalid(JsonNode contacts) {
        var failures = Json.array();
        for (int i = 0; i < contacts.size(); i++) {
            var reason = invalid(contacts.get(i));
            if (reason != null) {
                failures.addObject().put("contact", i + 1).put("failureReason", reason);
            }
        }
        if (!failures.isEmpty()) {
            throw refused(failures);
        }
    }

    /** Null when the contact is as it should be. */
    private static String invalid(JsonNode contact) {
        var email = ContactData.ofBulk(contact).email();
        if (email == null) {
            return "Field 'email' not found";
        }
        if (!EmailRules.wellFormed(email)) {
            return "Field 'email' incorrect format";
        }
        if (contact.has("tags") && !texts(contact.get("tags"))) {
            return "Field 'tags' incorrect format";
        }
        for (var field : contact.path("fields")) {
            if (Call.id(field.get("id")).isEmpty()) {
                return "Field 'fields.id' incorrect format";
            }
        }
        return null;
    }

    private static boolean texts(JsonNode array) {
        for (var element : array) {
            if (!element.isTextual() || element.asText().isBlank()) {
                return false;
            }
        }
        return array.isArray();
    }

    private List<BulkContact> contacts(JsonNode body, JsonNode contacts) {
        var read = new ArrayList<BulkContact>(contacts.size());
        for (var contact : contacts) {
            var tags = new ArrayList<String>();
            contact.path("tags").forEach(tag -> tags.add(tag.asText().trim()));
            read.add(new BulkContact(
                    ContactData.ofBulk(contact),
                    tags,
                    listIds(contact.path("subscribe")),
                    listIds(contact.path("unsubscribe")),
                    !automationsExcluded(body, contact)));
        }
        return read;
    }

    private boolean automationsExcluded(JsonNode body, JsonNode contact) {
        boolean top = body.path("exclude_automations").asBoolean();
        return switch (switches.excludeAutomations()) {
            case TOP_LEVEL -> top;
            case TOP_LEVEL_OR_CONTACT ->
                top || contact.path("exclude_automations").asBoolean();
        };
    }

    private static List<Integer> listIds(JsonNode lists) {
        var ids = new ArrayList<Integer>();
        for (var list : lists) {
            Call.id(list.get("listid")).ifPresent(ids::add);
        }
        return ids;
    }

    private static Refusal refused(ArrayNode reasons) {
        return new Refusal(Errors.e4(INVALID, reasons));
    }
}
