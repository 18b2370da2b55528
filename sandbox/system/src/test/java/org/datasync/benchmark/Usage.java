package org.datasync.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datasync.sandbox.prospect2.Prospect2Server;

/**
 * What was used up to a moment.
 *
 * @param launcher processor seconds of this JVM
 * @param megabytes on disk, by what is kept there
 * @param requests to Prospect2, by what they are for
 * @param refused requests among them
 */
record Usage(double launcher, Map<String, Double> megabytes, Map<String, Long> requests, long refused, int mails) {
    private static final Map<String, String> ROUTES = Map.of(
            "imports", "POST /import/bulk_import",
            "questions about imports", "GET /import/info",
            "deletes", "DELETE /contactTags/{id}");
    private static final Map<String, String> FILES = Map.of(
            "database of Tessitura and delta-service", "database/tessitura",
            "database of scheduler-service", "database/scheduler",
            "database of prospect2-connector", "database/connector",
            "database of notification-service", "database/notification",
            "topics", "kafka");

    static Usage of(DaySystem day) {
        Prospect2Server account = day.account;
        var requests = new LinkedHashMap<String, Long>();
        ROUTES.forEach((what, route) -> requests.put(what, (long) account.requestCount(route)));
        long named = requests.values().stream().mapToLong(Long::longValue).sum();
        requests.put("other", account.quota().requests() - named);
        var megabytes = new LinkedHashMap<String, Double>();
        Map<String, Double> onDisk = day.megabytes();
        FILES.forEach((what, start) -> megabytes.put(
                what,
                onDisk.entrySet().stream()
                        .filter(file -> file.getKey().startsWith(start))
                        .mapToDouble(Map.Entry::getValue)
                        .sum()));
        return new Usage(
                ProcessFigures.ofThisJvm().processorSeconds(),
                megabytes,
                requests,
                account.quota().refused() + account.quota().bulkRefused(),
                day.system.own().mailbox().mails().size());
    }

    static List<String> files() {
        return FILES.keySet().stream().sorted().toList();
    }

    static List<String> purposes() {
        return List.of("imports", "questions about imports", "deletes", "other");
    }

    long allRequests() {
        return requests.values().stream().mapToLong(Long::longValue).sum();
    }
}
