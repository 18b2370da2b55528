package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every request: the newest with their content, all of them as counts. */
final class RequestLog {
    private final Recent<LoggedRequest> newest;
    private final int bodyLimit;
    private final Map<String, Integer> byRoute = new TreeMap<>();
    private final Map<Integer, Integer> byStatus = new TreeMap<>();
    private long total;

    RequestLog(int capacity, int bodyLimit) {
        this.newest = new Recent<>(capacity);
        this.bodyLimit = bodyLimit;
    }

    synchronized void add(Instant at, Call call, String route, int status, String fault) {
        total++;
        byRoute.merge(route.isEmpty() ? "none" : route, 1, Integer::sum);
        byStatus.merge(status, 1, Integer::sum);
        int contacts = route.equals(ImportRoutes.IMPORT) ? BulkReader.count(call) : 0;
        var path = call.rawQuery == null ? call.path : call.path + '?' + call.rawQuery;
        newest.add(
                new LoggedRequest(total, at, call.method, path, route, status, fault, contacts, beginning(call.body)));
    }

    List<LoggedRequest> list() {
        return newest.list();
    }

    synchronized int count(String route) {
        return byRoute.getOrDefault(route, 0);
    }

    synchronized long total() {
        return total;
    }

    synchronized ObjectNode counts() {
        var counts = Json.object().put("total", total);
        counts.set("byRoute", Json.tree(byRoute));
        counts.set("byStatus", Json.tree(byStatus));
        return counts;
    }

    synchronized void clear() {
        newest.clear();
        byRoute.clear();
        byStatus.clear();
        total = 0;
    }

    private String beginning(byte[] body) {
        return new String(body, 0, Math.min(body.length, bodyLimit), StandardCharsets.UTF_8);
    }
}
