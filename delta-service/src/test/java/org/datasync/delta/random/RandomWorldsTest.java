package org.datasync.delta.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.datasync.contracts.sync.v1.Guard;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled.Entry;
import org.datasync.delta.plan.GuardVerdict;
import org.datasync.delta.random.NaiveSync.Plan;
import org.datasync.delta.random.NaiveSync.Row;
import org.datasync.delta.world.World;
import org.datasync.delta.world.World.PlannedRun;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands of small worlds: plan, books and baseline are compared with a second implementation of the rules. */
class RandomWorldsTest {
    private static final int WORLDS = Integer.getInteger("worlds", 500);
    private static final int MORE_WORLDS = 5_000;
    private static final long SEED = Long.getLong("worlds.seed", 20_261_124);
    private static final int RUNS = 3;
    private static final int MORE_RUNS = 5;

    @Test
    void everyRunDoesWhatTheRulesSay() throws SQLException {
        tell(SEED, WORLDS, RUNS);
    }

    @Test
    @Tag("load")
    void everyRunOfManyMoreWorldsDoesWhatTheRulesSay() throws SQLException {
        tell(SEED + WORLDS, MORE_WORLDS, MORE_RUNS);
    }

    private static void tell(long seed, int worlds, int runs) throws SQLException {
        try (World world = new World()) {
            world.sync(2);
            for (int n = 1; n <= NaiveTessitura.CONSTITUENTS; n++) {
                world.constituent(n);
            }
            for (int n = 0; n < worlds; n++) {
                world.reset();
                new Story(world, new Random(seed + n), "world " + (seed + n)).tell(runs);
            }
        }
    }

    private static final class Story {
        private final World world;
        private final Random random;
        private final String name;
        private final NaiveTessitura tessitura;
        private final List<NaiveSync> syncs;
        private LocalDateTime now = World.TODAY.atTime(6, 0);

        Story(World world, Random random, String name) throws SQLException {
            this.world = world;
            this.random = random;
            this.name = name;
            this.tessitura = new NaiveTessitura(random);
            this.syncs = List.of(sync(1), sync(2));
            for (NaiveTessitura.Address address : tessitura.addresses) {
                world.address(address.constituent(), address.address(), address.columns())
                        .run(address.purposes());
            }
            world.run("INSERT INTO dbo.TX_CUST_CONTACT_PERM_TYPE (id, customer_no, type_id, answer) VALUES "
                    + tessitura.answers.entrySet().stream()
                            .map(answer -> "(%1$d, %1$d, 1, '%2$s')".formatted(answer.getKey(), answer.getValue()))
                            .collect(Collectors.joining(", ")));
            world.filters(tessitura.filters)
                    .permission(tessitura.permissionAsked ? 1 : 0)
                    .tracking(true);
            for (NaiveSync sync : syncs) {
                migrate(sync);
            }
        }

        void tell(int runs) throws SQLException {
            for (int run = 0; run < runs; run++) {
                changeSomething();
                run("%s run %d".formatted(name, run));
            }
        }

        private NaiveSync sync(int id) {
            return new NaiveSync(id, random.nextInt(4) > 0, random.nextInt(3) == 0);
        }

        private void migrate(NaiveSync sync) throws SQLException {
            if (random.nextInt(4) == 0) {
                int constituent = constituent();
                sync.baseline.add(constituent);
                world.run("INSERT INTO dbo.LT_P2_LIST_CONTENTS (sync_id, list_no, customer_no) VALUES (" + sync.id
                        + ", 101, " + constituent + ")");
            }
        }

        private void changeSomething() throws SQLException {
            now = now.plusMinutes(15);
            if (!tessitura.addresses.isEmpty() && random.nextBoolean()) {
                int which = random.nextInt(tessitura.addresses.size());
                NaiveTessitura.Address old = tessitura.addresses.get(which);
                NaiveTessitura.Address changed = NaiveTessitura.address(old.no(), old.constituent(), random);
                tessitura.addresses.set(which, changed);
                world.run("UPDATE dbo.T_EADDRESS SET address = '" + changed.address() + "', " + changed.columns()
                                + " WHERE eaddress_no = " + old.no())
                        .run("DELETE FROM dbo.TX_CONTACT_POINT_PURPOSE WHERE contact_point_id = " + old.no())
                        .run(changed.purposes());
            }
        }

        private void audit(String what) throws SQLException {
            for (int n = random.nextInt(3); n > 0; n--) {
                int constituent = constituent();
                world.audited(constituent, "T_CUSTOMER", "Updated", now.minusMinutes(1 + random.nextInt(10)));
            }
            assertThat(what).isNotEmpty();
        }

        private void run(String what) throws SQLException {
            NaiveSync sync = syncs.get(random.nextInt(2));
            NaiveSync other = syncs.get(2 - sync.id);
            boolean otherIsOn = random.nextBoolean();
            boolean full = random.nextInt(8) == 0;
            boolean deletion = random.nextInt(12) == 0;
            boolean untags = sync.untags || deletion;
            Set<Integer> members = deletion ? Set.of() : members();
            List<NaiveSync> on = otherIsOn ? List.of(other) : List.of();
            world.running(sync.id, otherIsOn ? new Integer[] {other.id} : new Integer[0])
                    .full(full)
                    .addOnly(!untags)
                    .follow(sync.follows)
                    .at(now)
                    .members(members.toArray(Integer[]::new));
            audit(what);
            sync.due.addAll(world.changedSince(sync.id, sync.baseline));
            int before = sync.baseline.size();

            Plan expected = sync.plan(tessitura, members, full, untags, on);
            PlannedRun run = world.plan();

            samePlan(what, expected, run);
            assertThat(run.result().balanced()).as(what).isTrue();
            assertThat(run.result().counts()).as(what).isEqualTo(counts(expected, members.size(), before));
            String verdict = verdict(what, expected, run, members.size(), before, untags);
            if (verdict != null && random.nextInt(3) == 0) {
                same(what + " rejected");
                return;
            }
            if (verdict != null || random.nextInt(6) == 0) {
                changeSomething();
                members = deletion ? members : members();
                world.members(members.toArray(Integer[]::new)).lookAgain(run);
                sync.lookAgain(expected, tessitura, members, on);
                samePlan(what + " approved", expected, run);
            }
            apply(sync, expected, run, members, otherIsOn ? List.of() : List.of(other));
            same(what);
        }

        private void samePlan(String what, Plan expected, PlannedRun run) throws SQLException {
            assertThat(world.keys(run))
                    .as(what)
                    .isEqualTo(
                            expected.rows.stream().map(Row::toString).sorted().toList());
        }

        /** Publishes all, or some and cancels the rest, and settles. */
        private void apply(NaiveSync sync, Plan expected, PlannedRun run, Set<Integer> members, List<NaiveSync> off)
                throws SQLException {
            sync.startPublishing(expected, members);
            world.startPublishing(run);
            decide(expected);
            SortedMap<Long, Integer> order = world.sequence(run);
            if (!order.isEmpty() && random.nextInt(4) == 0) {
                long cut = random.nextInt(3) == 0
                        ? run.result().firstSequence()
                        : new ArrayList<>(order.keySet()).get(random.nextInt(order.size()));
                Set<Integer> unpublished = Set.copyOf(order.tailMap(cut + 1).values());
                expected.rows.stream()
                        .filter(row -> unpublished.contains(row.constituent))
                        .forEach(row -> row.outcome = Outcome.CANCELLED);
                long cancelled = world.cancelAfter(run, cut);
                assertThat(cancelled)
                        .isEqualTo(expected.rows.stream()
                                .filter(row -> !row.kept && unpublished.contains(row.constituent))
                                .count());
            } else {
                sync.endPublishing(expected);
                world.endPublishing(run);
            }
            Map<String, Entry> open = world.open(run);
            List<Entry> entries = new ArrayList<>();
            for (Row row : expected.rows) {
                Entry entry = open.get(row.constituent + " " + row.operation + " " + row.key);
                if (entry != null) {
                    entries.add(
                            new Entry(entry.sequence(), entry.addressNo(), entry.operation(), row.outcome, null, null));
                }
            }
            assertThat(entries).hasSameSizeAs(open.keySet());
            Collections.shuffle(entries, random);
            int first = random.nextInt(entries.size() + 1);
            world.settle(run, entries.subList(0, first)).settle(run, entries.subList(first, entries.size()));
            sync.settle(expected, off);
        }

        private void same(String what) throws SQLException {
            for (NaiveSync each : syncs) {
                world.running(each.id);
                assertThat(world.records()).as(what + " sync " + each.id).isEqualTo(each.recordList());
                assertThat(world.baseline()).as(what + " sync " + each.id).containsExactlyElementsOf(each.baseline);
                assertThat(world.due()).as(what + " sync " + each.id).containsExactlyElementsOf(each.due);
            }
        }

        /** The guard's verdict, which is compared with the rule read aloud; null if it lets the plan pass. */
        private String verdict(String what, Plan expected, PlannedRun run, int members, int before, boolean untags) {
            Guard guard = new Guard(
                    random.nextInt(5) > 0, 10 + random.nextInt(90), 10 + random.nextInt(190), 1 + random.nextInt(3));
            boolean firstRun = random.nextBoolean();
            String verdict = GuardVerdict.of(
                            guard, run.result().counts(), run.result().losing(), untags, firstRun)
                    .map(GuardVerdict::code)
                    .orElse(null);

            long lost = expected.counts.get("removed")
                    + expected.rows.stream()
                            .filter(row -> row.change.equals("UPDATE") && row.operation.equals("UNTAG") && !row.kept)
                            .map(row -> row.constituent)
                            .distinct()
                            .count();
            int added = expected.counts.get("added");
            boolean few = lost < guard.minConstituents() || lost / (double) before < guard.maxRemovePercent() / 100.0;
            boolean almostAll = before >= 10 && lost / (double) before >= 0.9;
            String rule = null;
            if (guard.enabled() && before > 0 && members == 0) {
                rule = "GUARD_EMPTY_LIST";
            } else if (guard.enabled() && untags && before > 0 && (!few || almostAll)) {
                rule = "GUARD_REMOVALS";
            } else if (guard.enabled()
                    && !firstRun
                    && added >= guard.minConstituents()
                    && added >= before * (guard.maxAddPercent() / 100.0)) {
                rule = "GUARD_ADDITIONS";
            }
            assertThat(verdict)
                    .as("%s %s lost %d of %d, added %d", what, guard, lost, before, added)
                    .isEqualTo(rule);
            return verdict;
        }

        /** Rows with the same address and operation settle alike. */
        private void decide(Plan plan) {
            Map<String, Outcome> decided = new HashMap<>();
            List<Row> rows = new ArrayList<>(plan.rows);
            rows.sort(Comparator.comparing(Row::toString));
            for (Row row : rows) {
                row.outcome = decided.computeIfAbsent(row.operation + row.key, key -> outcome(row.operation));
            }
        }

        private Outcome outcome(String operation) {
            return switch (random.nextInt(8)) {
                case 0 -> operation.equals("UNTAG") ? Outcome.FAILED : Outcome.REJECTED;
                case 1 -> Outcome.FAILED;
                case 2 -> Outcome.UNKNOWN;
                case 3 -> Outcome.CANCELLED;
                case 4 -> Outcome.ALREADY;
                default -> Outcome.DONE;
            };
        }

        private Set<Integer> members() {
            Set<Integer> members = new TreeSet<>();
            for (int constituent = 1; constituent <= NaiveTessitura.CONSTITUENTS; constituent++) {
                if (random.nextInt(3) > 0) {
                    members.add(constituent);
                }
            }
            return members;
        }

        private int constituent() {
            return 1 + random.nextInt(NaiveTessitura.CONSTITUENTS);
        }

        private static DeltaCounts counts(Plan plan, int members, int baseline) {
            Map<String, Integer> c = plan.counts;
            return new DeltaCounts(
                    members,
                    c.get("qualified"),
                    c.get("without"),
                    new WithoutAddressBy(
                            by(c, "none"),
                            by(c, "inactive"),
                            by(c, "season"),
                            by(c, "type"),
                            by(c, "purpose"),
                            by(c, "notPrimary"),
                            by(c, "permission"),
                            by(c, "invalid")),
                    baseline,
                    c.get("added"),
                    c.get("changed"),
                    c.get("unchanged"),
                    c.get("refused"),
                    c.get("removed"),
                    c.get("left"),
                    c.get("kept"));
        }

        private static long by(Map<String, Integer> counts, String rule) {
            return counts.getOrDefault("by" + rule, 0);
        }
    }
}
