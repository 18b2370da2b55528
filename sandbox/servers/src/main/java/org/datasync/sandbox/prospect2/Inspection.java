package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The routes beside the API by which tests and people look at the account and change how it behaves. */
final class Inspection {
    private static final int USUAL = 100;
    private static final int MOST = 1000;

    private final Account account;
    private final World world;
    private final Faults faults;
    private final Api api;
    private final RequestLog log;
    private final BulkMachine machine;
    private final Router router = new Router();

    Inspection(Account account, World world, Faults faults, Api api, RequestLog log, BulkMachine machine) {
        this.account = account;
        this.world = world;
        this.faults = faults;
        this.api = api;
        this.log = log;
        this.machine = machine;
        router.on("GET /_settings", (call, id) -> settings())
                .on("POST /_settings", (call, id) -> configure(call.json()))
                .on("GET /_faults", (call, id) -> items(faults.list()))
                .on("POST /_faults", (call, id) -> arm(call.json()))
                .on("DELETE /_faults", (call, id) -> disarm())
                .on("GET /_inspect/contacts", (call, id) -> contacts(call.query))
                .on("GET /_inspect/requests", (call, id) -> requests(call.query))
                .on("DELETE /_inspect/requests", (call, id) -> forgetRequests())
                .on("GET /_inspect/quota", (call, id) -> Answer.ok(Json.tree(quota())))
                .on("GET /_inspect/tags", (call, id) -> tags())
                .on("GET /_inspect/batches", (call, id) -> batches())
                .on("GET /_inspect/automations", (call, id) -> recorded(account.automations, call.query))
                .on("GET /_inspect/deliveries", (call, id) -> recorded(account.webhooks.deliveries(), call.query));
    }

    Answer handle(Call call) {
        try {
            return router.find(call.method, call.path)
                    .map(match -> match.handler().answer(call, match.id()))
                    .orElseGet(() -> Errors.e2(404, "Not Found"));
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (IllegalArgumentException e) {
            return Errors.e2(400, String.valueOf(e.getMessage()));
        }
    }

    private Answer settings() {
        synchronized (account) {
            return Answer.ok(Json.tree(account.settings()));
        }
    }

    private Answer configure(JsonNode patch) {
        change(patch);
        return settings();
    }

    /** A patch of the settings; its member {@code seed} changes what the account holds. */
    void change(JsonNode patch) {
        if (!(patch instanceof ObjectNode object)) {
            throw new IllegalArgumentException("settings are an object");
        }
        var rest = object.deepCopy();
        var seed = rest.remove("seed");
        synchronized (account) {
            world.catchUp();
            account.settings(account.settings().with(rest));
            if (seed != null) {
                world.seed(seed);
            }
        }
    }

    private Answer arm(JsonNode body) {
        if (!body.isArray()) {
            faults.add(Json.value(body, Fault.class));
            return items(faults.list());
        }
        body.forEach(fault -> faults.add(Json.value(fault, Fault.class)));
        return items(faults.list());
    }

    private Answer disarm() {
        faults.clear();
        return Answer.done();
    }

    private Answer contacts(Query query) {
        var email = query.get("email");
        if (email != null) {
            var contact = world.contact(email);
            return items(Json.array().addAll(contact == null ? List.of() : List.of(Json.tree(contact))));
        }
        int limit = limit(query);
        int tag = query.get("tag") == null ? 0 : query.number("tag", -1);
        var found = world.contacts(tag, query.number("cursor", 0), limit + 1);
        var items = Json.array();
        found.stream().limit(limit).forEach(contact -> items.add(Json.tree(contact)));
        return page(items, found.size() > limit ? found.get(limit - 1).id() : null);
    }

    private Answer requests(Query query) {
        long cursor = query.number("cursor", 0);
        int limit = limit(query);
        var route = query.get("route");
        var found = log.list().stream()
                .filter(request -> request.sequence() > cursor)
                .filter(request -> route == null || request.route().equals(route))
                .limit(limit + 1L)
                .toList();
        var items = Json.array();
        found.stream().limit(limit).forEach(request -> items.add(Json.tree(request)));
        var next = found.size() > limit ? String.valueOf(found.get(limit - 1).sequence()) : null;
        var body = Json.object();
        body.set("items", items);
        body.put("nextCursor", next);
        body.setAll(log.counts());
        return Answer.ok(body);
    }

    private Answer forgetRequests() {
        reset();
        return Answer.done();
    }

    /** Empties the log and sets the limiters back, as if nothing had been asked yet. */
    void reset() {
        synchronized (account) {
            log.clear();
            api.limiter().reset();
            api.bulkLimiter().reset();
        }
    }

    Quota quota() {
        synchronized (account) {
            var limits = account.settings().limits();
            return new Quota(
                    log.total(),
                    limits.requestsPerSecond(),
                    api.limiter().peakPerSecond(),
                    api.limiter().refused(),
                    api.limiter().blocked(account.now()),
                    limits.bulkPerMinute(),
                    api.bulkLimiter().peakPerMinute(),
                    api.bulkLimiter().peakSinglePerMinute(),
                    api.bulkLimiter().refused());
        }
    }

    private Answer tags() {
        synchronized (account) {
            world.catchUp();
            var items = Json.array();
            account.tags.all().forEach(tag -> items.addObject()
                    .put("id", String.valueOf(tag.id))
                    .put("name", tag.name)
                    .put("contacts", tag.contacts.size()));
            return items(items);
        }
    }

    private Answer batches() {
        synchronized (account) {
            world.catchUp();
            var items = Json.array();
            for (var batch : machine.all()) {
                items.addObject()
                        .put("id", batch.id)
                        .put("acceptedAt", batch.acceptedAt.toString())
                        .put("status", batch.status(account.now()).orElse(null))
                        .put("contacts", batch.size)
                        .put("succeeded", batch.succeeded.size())
                        .put("created", batch.created.size())
                        .put("failed", batch.failed.size());
            }
            return items(items);
        }
    }

    /** The newest records, oldest first, and how many there ever were. */
    private Answer recorded(Recent<?> records, Query query) {
        synchronized (account) {
            world.catchUp();
        }
        var newest = records.list();
        var items = Json.array();
        newest.subList(Math.max(0, newest.size() - limit(query)), newest.size())
                .forEach(entry -> items.add(Json.tree(entry)));
        var body = Json.object();
        body.set("items", items);
        return Answer.ok(body.put("total", records.total()));
    }

    private static int limit(Query query) {
        return Math.min(MOST, Math.max(1, query.number("limit", USUAL)));
    }

    private static Answer items(ArrayNode items) {
        return page(items, null);
    }

    private static Answer page(ArrayNode items, String nextCursor) {
        var body = Json.object();
        body.set("items", items);
        return Answer.ok(body.put("nextCursor", nextCursor));
    }
}
