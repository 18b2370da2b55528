package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Locale;
import java.util.TreeMap;

/** The bulk import and what it says of its batches. */
final class ImportRoutes {
    static final String IMPORT = "POST /import/bulk_import";
    private static final Duration RECENT = Duration.ofDays(7);

    private final Account account;
    private final BulkMachine machine;

    ImportRoutes(Account account, BulkMachine machine) {
        this.account = account;
        this.machine = machine;
    }

    void addTo(Router router) {
        router.on(IMPORT, (call, id) -> accept(call))
                .on("GET /import/bulk_import", (call, id) -> overview())
                .on("GET /import/info", (call, id) -> info(call.query.get("batchId")));
    }

    static Answer throttled(Settings.Limits limits, int contacts) {
        var reason = contacts == 1
                ? "Up to %d imports with a single contact may be requested per minute."
                        .formatted(limits.singleBulkPerMinute())
                : "Up to %d imports may be requested per minute.".formatted(limits.bulkPerMinute());
        return Errors.e4("Rate limit exceeded.", Json.array().add(reason));
    }

    private Answer accept(Call call) {
        var switches = account.settings().switches();
        var contacts = new BulkReader(account.settings()).read(call);
        int excluded = (int) contacts.stream()
                .filter(contact -> account.excluded(contact.data().email()))
                .count();
        int queued = contacts.size() - excluded;
        var batch = machine.accept(contacts);
        return Answer.ok(Json.object()
                .put(switches.bulkSuccessKey(), excluded == 0 ? 1 : Math.max(1, queued))
                .put("queued_contacts", queued)
                .put("batchId", batch.id)
                .put("message", "Contact import queued"));
    }

    private Answer info(String batchId) {
        if (batchId == null || batchId.isEmpty()) {
            return Answer.of(400, Json.object().put("success", 0).put("message", "'batchId' is a required field."));
        }
        var batch = machine.get(batchId);
        if (batch == null) {
            return switch (account.settings().switches().unknownBatch()) {
                case STATUS_FALSE -> Answer.ok(Json.object().put("status", false));
                case NOT_FOUND -> Errors.noResult("Batch", batchId);
            };
        }
        var status = batch.status(account.now());
        if (status.isEmpty()) {
            return Answer.ok(Json.object().put("status", false));
        }
        var body = Json.object().put("status", status.get());
        var success = body.putArray("success");
        var ids =
                switch (account.settings().switches().infoSuccess()) {
                    case CREATED_AND_UPDATED -> batch.succeeded;
                    case CREATED -> batch.created;
                };
        ids.forEach(id -> success.add(String.valueOf(id)));
        var failure = body.putArray("failure");
        boolean lower = account.settings().switches().lowerCaseFailures();
        batch.failed.forEach(email -> failure.add(lower ? email.toLowerCase(Locale.ROOT) : email));
        return Answer.ok(body);
    }

    private Answer overview() {
        var recent = account.now().minus(RECENT);
        var outstanding = new TreeMap<LocalDate, int[]>();
        var completed = new TreeMap<LocalDate, int[]>();
        for (var batch : machine.all()) {
            if (batch.acceptedAt.isAfter(recent)) {
                var day = LocalDate.ofInstant(batch.acceptedAt, Texts.ZONE);
                var counts = (batch.ended() ? completed : outstanding).computeIfAbsent(day, unused -> new int[2]);
                counts[0]++;
                counts[1] += batch.size;
            }
        }
        var body = Json.object();
        body.set("outstanding", days(outstanding));
        body.set("recentlyCompleted", days(completed));
        return Answer.ok(body);
    }

    private static ArrayNode days(TreeMap<LocalDate, int[]> counts) {
        var days = Json.array();
        counts.forEach((day, count) -> days.addObject()
                .put("forDate", day.toString())
                .put("batches", String.valueOf(count[0]))
                .put("contacts", String.valueOf(count[1])));
        return days;
    }
}
