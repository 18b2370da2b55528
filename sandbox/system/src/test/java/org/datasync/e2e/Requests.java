package org.datasync.e2e;

import java.util.List;
import org.datasync.sandbox.prospect2.LoggedRequest;
import org.datasync.sandbox.system.LocalSystem;

/** What Prospect2 was asked since this was made. */
final class Requests {
    private final LocalSystem system;
    private final long from;

    Requests(LocalSystem system) {
        this.system = system;
        List<LoggedRequest> before = system.own().prospect2().requests();
        this.from = before.isEmpty() ? 0 : before.get(before.size() - 1).sequence();
    }

    private List<LoggedRequest> all() {
        return system.own().prospect2().requests().stream()
                .filter(request -> request.sequence() > from)
                .toList();
    }

    /** Requests that change something there, answered or not. */
    List<LoggedRequest> writes() {
        return all().stream().filter(request -> !request.method().equals("GET")).toList();
    }

    /** Contacts in accepted bulk imports. */
    int imported() {
        return writes().stream()
                .filter(request -> request.status() < 300)
                .mapToInt(LoggedRequest::contacts)
                .sum();
    }

    long associationsDeleted() {
        return writes().stream()
                .filter(request -> request.route().equals("DELETE /contactTags/{id}"))
                .filter(request -> request.status() < 300)
                .count();
    }
}
