package org.datasync.sandbox.prospect2;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiPredicate;

/** Tags. */
final class TagRoutes {
    private static final int USUAL = 20;

    /** By operator: the tag's name and the value, both in lower case. A search without operator does not filter. */
    private static final Map<String, BiPredicate<String, String>> OPERATORS = Map.of(
            "eq", String::equals,
            "neq", (name, value) -> !name.equals(value),
            "lt", (name, value) -> name.compareTo(value) < 0,
            "lte", (name, value) -> name.compareTo(value) <= 0,
            "gt", (name, value) -> name.compareTo(value) > 0,
            "gte", (name, value) -> name.compareTo(value) >= 0,
            "contains", String::contains,
            "starts_with", String::startsWith);

    private final Account account;
    private final TagJson json;

    TagRoutes(Account account, TagJson json) {
        this.account = account;
        this.json = json;
    }

    void addTo(Router router) {
        router.on("GET /tags", (call, id) -> list(call.query))
                .on("POST /tags", (call, id) -> create(call))
                .on("GET /tags/{id}", (call, id) -> answer(200, tag(id)))
                .on("PUT /tags/{id}", (call, id) -> update(tag(id), call))
                .on("DELETE /tags/{id}", (call, id) -> delete(tag(id)));
    }

    private Tag tag(int id) {
        var tag = account.tags.get(id);
        if (tag == null) {
            throw new Refusal(Errors.noResult("Tag", id));
        }
        return tag;
    }

    private Answer list(Query query) {
        var found = account.tags.all().stream()
                .filter(tag -> !tag.type.isEmpty())
                .filter(tag -> matches(tag.name.toLowerCase(Locale.ROOT), query))
                .sorted(order(query.get("orders[search]")))
                .toList();
        var body = Json.object();
        var tags = body.putArray("tags");
        Page.of(query, USUAL, account.settings()).of(found).forEach(tag -> tags.add(json.tag(tag)));
        body.set("meta", Page.meta(found.size()));
        return Answer.ok(body);
    }

    private static boolean matches(String name, Query query) {
        var search = query.get("search");
        if (search != null && !name.contains(search.toLowerCase(Locale.ROOT))) {
            return false;
        }
        return OPERATORS.entrySet().stream().allMatch(operator -> {
            var value = query.get("filters[search][%s]".formatted(operator.getKey()));
            return value == null || operator.getValue().test(name, value.toLowerCase(Locale.ROOT));
        });
    }

    private static Comparator<Tag> order(String direction) {
        Comparator<Tag> byName = Comparator.comparing(tag -> tag.name, String.CASE_INSENSITIVE_ORDER);
        if ("asc".equalsIgnoreCase(direction)) {
            return byName;
        }
        return "desc".equalsIgnoreCase(direction) ? byName.reversed() : Comparator.comparingInt(tag -> tag.id);
    }

    private Answer create(Call call) {
        var sent = call.wrapped("tag");
        var name = sent.path("tag").asText("").trim();
        if (name.isEmpty()) {
            throw new Refusal(Errors.missingAttribute("tag"));
        }
        var type = sent.path("tagType").asText("");
        var present = account.tags.find(type, name);
        if (present != null) {
            return existing(present);
        }
        var tag = account.tags.create(type, name, sent.path("description").asText(""), account.millis());
        var body = Json.object();
        body.set("tag", json.created(tag));
        return Answer.of(201, body);
    }

    private Answer existing(Tag tag) {
        var error = "Duplicate entry '%s-%s' for key 'typetag'".formatted(tag.type, tag.name);
        return switch (account.settings().switches().existingTag()) {
            case FOUND -> answer(200, tag);
            case UNPROCESSABLE -> Errors.e3(422, error);
            case SERVER_ERROR -> Errors.e3(500, error);
        };
    }

    private Answer update(Tag tag, Call call) {
        var sent = call.wrapped("tag");
        var name = sent.path("tag").asText(tag.name).trim();
        var owner = account.tags.find(tag.type, name);
        if (owner != null && owner != tag) {
            return existing(owner);
        }
        tag.description = sent.path("description").asText(tag.description);
        account.tags.rename(tag, name, account.millis());
        return answer(200, tag);
    }

    private Answer delete(Tag tag) {
        account.tags.delete(tag, account.contacts);
        return Answer.done();
    }

    private Answer answer(int status, Tag tag) {
        var body = Json.object();
        body.set("tag", json.tag(tag));
        return Answer.of(status, body);
    }
}
