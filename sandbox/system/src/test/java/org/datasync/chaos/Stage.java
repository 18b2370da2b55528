package org.datasync.chaos;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.datasync.chaos.Sync.Tag;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.datasync.sandbox.system.ExpectedAddresses;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Port;
import org.datasync.sandbox.system.Scheduler;

/** The syncs of the suite, and what was in the account before them. */
final class Stage {
    /** Its associations are nobody's business. */
    static final String FOREIGN = "Foreign";

    static final int FOREIGN_CONTACTS = 60;

    private static final int MEMBERS = 101;
    private static final int PASSES = 110;
    private static final int LAPSED = 111;
    private static final int DONORS = 107;
    private static final List<String> RECIPIENTS = List.of("box-office@example.org", Troubles.UNLUCKY);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final LocalSystem system;
    private final Scheduler scheduler;
    private final List<Sync> syncs = new ArrayList<>();

    private Stage(LocalSystem system) {
        this.system = system;
        this.scheduler = new Scheduler(system.options().ports().url(Port.SCHEDULER));
    }

    static List<Sync> set(LocalSystem system) {
        var stage = new Stage(system);
        stage.create();
        stage.foreigners();
        return List.copyOf(stage.syncs);
    }

    /** Half of them are members too. */
    private void foreigners() {
        Prospect2Server prospect2 = system.own().prospect2();
        Stream<String> strangers =
                IntStream.range(0, FOREIGN_CONTACTS / 2).mapToObj("foreign.%d@example.net"::formatted);
        Stream<String> members = new ExpectedAddresses(system)
                .of(syncs.get(0).definition()).stream().limit(FOREIGN_CONTACTS / 2);
        Stream.concat(strangers, members).forEach(address -> prospect2.addContact(address, FOREIGN));
    }

    private void create() {
        add("members, followed", MEMBERS, "ADD_AND_REMOVE", true, tag("Chaos members"), null, Map.of());
        add(
                "members, only added",
                MEMBERS,
                "ADD_ONLY",
                false,
                tag("Chaos ever members"),
                "Australia/Lord_Howe",
                Map.of());
        add("lapsed members", LAPSED, "ADD_AND_REMOVE", true, tag("Chaos lapsed"), "Africa/Casablanca", Map.of());
        add(
                "donors, primary addresses",
                DONORS,
                "ADD_AND_REMOVE",
                false,
                tag("Chaos donors"),
                "Pacific/Chatham",
                Map.of("primaryOnly", true));
        Tag shared = tag("Chaos shared");
        add("pass holders", PASSES, "ADD_AND_REMOVE", true, shared, null, Map.of());
        add(
                "members for newsletters",
                MEMBERS,
                "ADD_AND_REMOVE",
                true,
                shared,
                null,
                Map.of("eaddressTypes", List.of(1)));
    }

    private Tag tag(String name) {
        return new Tag(String.valueOf(system.own().prospect2().addTag(name)), name);
    }

    private void add(
            String name,
            int listNo,
            String jobType,
            boolean follows,
            Tag tag,
            String zone,
            Map<String, Object> filters) {
        var definition = new HashMap<String, Object>();
        definition.put("description", "Chaos: " + name);
        definition.put("listNo", listNo);
        definition.put("tag", Map.of("id", tag.id(), "name", tag.name()));
        definition.put("jobType", jobType);
        definition.put("filters", filters);
        definition.put("followAddressChanges", follows);
        definition.put("schedule", zone == null ? notToday() : everyMinute(zone));
        definition.put(
                "guard", Map.of("enabled", true, "maxRemovePercent", 15, "maxAddPercent", 100, "minConstituents", 20));
        definition.put(
                "notify",
                RECIPIENTS.stream()
                        .map(address -> Map.of("address", address, "when", "EVERY_RUN"))
                        .toList());
        int id = scheduler.create(definition);
        if (zone == null) {
            // Another sync with the same tag keeps what an ON one holds.
            scheduler.status(id, "ON");
        }
        syncs.add(new Sync(
                id,
                name,
                listNo,
                jobType.equals("ADD_AND_REMOVE"),
                follows,
                tag,
                zone != null,
                RECIPIENTS,
                JSON.valueToTree(definition)));
    }

    private static Map<String, Object> notToday() {
        return Map.of("frequency", "DAILY", "timeOfDay", text(LocalTime.now().minusMinutes(5)));
    }

    /** Every minute from now on, as many as a schedule may have; in a zone whose clock changes oddly. */
    private static Map<String, Object> everyMinute(String zone) {
        LocalTime now = LocalTime.now(ZoneId.of(zone));
        return Map.of(
                "frequency",
                "CUSTOM",
                "zone",
                zone,
                "timesOfDay",
                IntStream.range(0, 96)
                        .mapToObj(minute -> text(now.plusMinutes(minute)))
                        .toList());
    }

    private static String text(LocalTime time) {
        return time.toString().substring(0, 5);
    }
}
