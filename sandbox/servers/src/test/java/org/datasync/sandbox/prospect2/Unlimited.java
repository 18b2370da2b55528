package org.datasync.sandbox.prospect2;

import org.junit.jupiter.api.AfterEach;

/** A server for tests of routes: no latency, no limits, and time stands still until the test moves it. */
abstract class Unlimited {
    final HandClock clock = new HandClock();
    final Prospect2Server server = Prospect2Server.builder()
            .fast()
            .clock(clock)
            .settings(
                    "{\"limits\":{\"requestsPerSecond\":100000,\"bulkPerMinute\":100000,\"singleBulkPerMinute\":100000}}")
            .log(1000, 500_000)
            .start();
    final Caller api = new Caller(server);

    @AfterEach
    void stop() {
        server.close();
    }

    Caller.Reply sync(String email) {
        return api.post("/contact/sync", "{\"contact\":{\"email\":\"%s\"}}".formatted(email));
    }

    Caller.Reply tag(int contact, int tag) {
        return api.post("/contactTags", "{\"contactTag\":{\"contact\":\"%d\",\"tag\":%d}}".formatted(contact, tag));
    }
}
