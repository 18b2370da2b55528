package org.datasync.chaos;

import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import org.datasync.sandbox.smtp.Fault;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.OwnServers;

/** What goes wrong at Prospect2 and at the mail server. */
final class Troubles {
    /** Refused for good now and then. */
    static final String UNLUCKY = "unlucky@example.org";

    private static final List<String> ROUTES = List.of(
            "*", "GET *", "POST /import/bulk_import", "GET /import/info", "DELETE /contactTags/{id}", "GET /contacts");
    private static final List<String> KINDS = List.of(
            "\"kind\":\"STATUS\",\"status\":503",
            "\"kind\":\"STATUS\",\"status\":500",
            "\"kind\":\"STATUS\",\"status\":503,\"afterEffect\":true",
            "\"kind\":\"STATUS\",\"status\":429,\"retryAfter\":1",
            "\"kind\":\"STATUS\",\"status\":403",
            "\"kind\":\"DELAY\",\"delay\":\"PT3S\"",
            "\"kind\":\"RESET\"",
            "\"kind\":\"RESET\",\"afterEffect\":true",
            "\"kind\":\"TRUNCATED\"",
            "\"kind\":\"HTML\"",
            "\"kind\":\"EMPTY\"",
            "\"kind\":\"BATCH_FAILED\"",
            "\"kind\":\"BATCH_INTERRUPTED\",\"contact\":1");

    private final OwnServers servers;

    Troubles(LocalSystem system) {
        this.servers = system.own();
    }

    /** @return its name for the report */
    String ofProspect2(int choice) {
        String kind = KINDS.get(choice % KINDS.size());
        String route = ROUTES.get(choice / KINDS.size() % ROUTES.size());
        int times = 1 + choice / KINDS.size() / ROUTES.size() % 12;
        servers.prospect2().fault("{%s,\"route\":\"%s\",\"times\":%d}".formatted(kind, route, times));
        return "Prospect2 " + kind.replaceAll("[\"{}]", "").replace("kind:", "").replace(",", " ");
    }

    String ofMail(int choice) {
        int times = 1 + choice / 5 % 3;
        Fault fault =
                switch (choice % 5) {
                    case 0 -> Fault.refuse(451, times);
                    case 1 -> Fault.of(Fault.Kind.CUT, times);
                    case 2 -> Fault.of(Fault.Kind.CUT_AFTER_ACCEPTANCE, 1);
                    case 3 -> Fault.of(Fault.Kind.STALL, 1);
                    default -> Fault.refuse(550, 1).to(UNLUCKY);
                };
        servers.mailbox().fail(fault);
        return "mail " + fault.kind() + (fault.code() == 0 ? "" : " " + fault.code());
    }

    /** Some addresses that are about to be tagged bounced in the past: bulk import refuses them. */
    void bounce(Sync sync, World world, Random random) {
        var prospect2 = servers.prospect2();
        world.eligible().values().stream()
                .flatMap(SortedSet::stream)
                .filter(address ->
                        !prospect2.tagsOf(address).contains(sync.tag().name()))
                .filter(address -> random.nextInt(4) == 0)
                .limit(3)
                .forEach(prospect2::bounced);
    }

    void end() {
        servers.prospect2().clearFaults();
        servers.mailbox().recover();
    }
}
