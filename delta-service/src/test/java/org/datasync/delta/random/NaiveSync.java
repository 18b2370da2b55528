package org.datasync.delta.random;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.datasync.contracts.tagging.v1.Outcome;

/** One sync and what it knows, with the rules of plan and settlement written down again, over plain collections. */
final class NaiveSync {
    static final Set<String> RECORDED = Set.of("TAGGED", "IN_DOUBT");

    final int id;
    final boolean untags;
    final boolean follows;
    final Set<Integer> baseline = new TreeSet<>();
    final Set<Integer> due = new TreeSet<>();
    final Map<Integer, TreeMap<String, String>> records = new TreeMap<>();

    NaiveSync(int id, boolean untags, boolean follows) {
        this.id = id;
        this.untags = untags;
        this.follows = follows;
    }

    /** One address operation. */
    static final class Row {
        final int constituent;
        final String change;
        final String operation;
        final String key;
        boolean kept;
        /** Whether somebody holds the address, who then has its record. */
        boolean passed;

        boolean mayStay;
        Integer holder;
        Outcome outcome;

        Row(int constituent, String change, String operation, String key) {
            this.constituent = constituent;
            this.change = change;
            this.operation = operation;
            this.key = key;
        }

        @Override
        public String toString() {
            return change + " " + constituent + " " + operation + " " + key
                    + (kept ? " KEPT" + (holder == null ? "" : " " + holder) : "");
        }
    }

    /** A plan, and how often what occurs. */
    static final class Plan {
        final List<Row> rows = new ArrayList<>();
        final Map<String, Integer> counts = new LinkedHashMap<>();
        final Set<Integer> nothingToUntag = new HashSet<>();
        final Set<Integer> left = new HashSet<>();
    }

    String state(int constituent, String key) {
        return records.getOrDefault(constituent, new TreeMap<>()).get(key);
    }

    boolean isRecorded(int constituent, String key) {
        String state = state(constituent, key);
        return state != null && RECORDED.contains(state);
    }

    boolean isRecorded(int constituent) {
        return records.getOrDefault(constituent, new TreeMap<>()).values().stream()
                .anyMatch(RECORDED::contains);
    }

    void put(int constituent, String key, String state) {
        records.computeIfAbsent(constituent, no -> new TreeMap<>()).put(key, state);
    }

    Plan plan(NaiveTessitura tessitura, Set<Integer> members, boolean full, boolean untagging, List<NaiveSync> on) {
        Plan plan = new Plan();
        Map<Integer, List<String>> eligible = new HashMap<>();
        Map<String, Integer> counts = plan.counts;
        for (String name : List.of(
                "qualified", "without", "added", "changed", "unchanged", "refused", "kept", "removed", "left")) {
            counts.put(name, 0);
        }
        for (int member : members) {
            List<String> addresses = tessitura.eligible(member);
            eligible.put(member, addresses);
            if (addresses.isEmpty()) {
                counts.merge("without", 1, Integer::sum);
                counts.merge("by" + tessitura.furthest(member), 1, Integer::sum);
                counts.merge("kept", baseline.contains(member) ? 1 : 0, Integer::sum);
            } else {
                counts.merge("qualified", 1, Integer::sum);
                counts.merge(member(plan, member, addresses, full), 1, Integer::sum);
            }
        }
        for (int leaver : baseline) {
            if (!members.contains(leaver)) {
                counts.merge(leaver(plan, tessitura, leaver, untagging), 1, Integer::sum);
            }
        }
        plan.rows.stream()
                .filter(row -> row.operation.equals("UNTAG"))
                .forEach(row -> keep(plan, row, members, eligible, on));
        return plan;
    }

    private String member(Plan plan, int member, List<String> eligible, boolean full) {
        List<Row> rows = new ArrayList<>();
        if (!baseline.contains(member)) {
            for (String key : eligible) {
                if (full || !"REFUSED".equals(state(member, key))) {
                    rows.add(new Row(member, "ADD", "TAG", key));
                }
            }
            plan.rows.addAll(rows);
            return rows.isEmpty() ? "refused" : "added";
        }
        for (String key : eligible) {
            String state = state(member, key);
            if (full || "PENDING".equals(state) || "IN_DOUBT".equals(state) || (follows && state == null)) {
                rows.add(new Row(member, "UPDATE", "TAG", key));
            } else if (due.contains(member) && "TAGGED".equals(state)) {
                rows.add(new Row(member, "UPDATE", "UPDATE", key));
            }
        }
        if (follows) {
            for (String key : records.getOrDefault(member, new TreeMap<>()).keySet()) {
                if (isRecorded(member, key) && !eligible.contains(key)) {
                    rows.add(new Row(member, "UPDATE", "UNTAG", key));
                }
            }
        }
        plan.rows.addAll(rows);
        return rows.isEmpty() ? "unchanged" : "changed";
    }

    private String leaver(Plan plan, NaiveTessitura tessitura, int leaver, boolean untagging) {
        if (!untagging) {
            plan.left.add(leaver);
            return "left";
        }
        Set<String> keys = new TreeSet<>();
        for (String key : records.getOrDefault(leaver, new TreeMap<>()).keySet()) {
            if (isRecorded(leaver, key)) {
                keys.add(key);
            }
        }
        if (keys.isEmpty()) {
            keys.addAll(tessitura.mailAddresses(leaver));
        }
        if (keys.isEmpty()) {
            plan.nothingToUntag.add(leaver);
        }
        keys.forEach(key -> plan.rows.add(new Row(leaver, "REMOVE", "UNTAG", key)));
        return "removed";
    }

    /** A plan that waited: an untag may become kept, nothing else changes. */
    void lookAgain(Plan plan, NaiveTessitura tessitura, Set<Integer> members, List<NaiveSync> on) {
        Map<Integer, List<String>> eligible = new HashMap<>();
        members.forEach(member -> eligible.put(member, tessitura.eligible(member)));
        List<Row> untags =
                plan.rows.stream().filter(row -> row.operation.equals("UNTAG")).toList();
        for (Row row : untags) {
            row.mayStay = members.contains(row.constituent)
                    && (row.change.equals("REMOVE")
                            || eligible.get(row.constituent).contains(row.key));
        }
        for (Row row : untags) {
            boolean before = row.kept;
            row.passed = false;
            row.holder = null;
            row.kept = true;
            if (!row.mayStay) {
                keep(plan, row, members, eligible, on);
                row.kept |= before;
            }
        }
    }

    private void keep(
            Plan plan, Row row, Set<Integer> members, Map<Integer, List<String>> eligible, List<NaiveSync> on) {
        Optional<Integer> holder = members.stream()
                .filter(member -> member != row.constituent)
                .filter(member -> eligible.get(member).contains(row.key)
                        || (isRecorded(member, row.key)
                                && plan.rows.stream()
                                        .noneMatch(other -> other.constituent == member
                                                && other.operation.equals("UNTAG")
                                                && !other.mayStay
                                                && other.key.equals(row.key))))
                .min(Comparator.naturalOrder());
        boolean elsewhere = on.stream().anyMatch(sync -> sync.records.keySet().stream()
                .anyMatch(constituent -> sync.isRecorded(constituent, row.key)));
        row.passed = holder.isPresent() || elsewhere;
        row.kept = row.passed;
        row.holder = holder.orElse(null);
    }

    /** What happens before the plan is published: records of what is kept pass on. */
    void startPublishing(Plan plan, Set<Integer> members) {
        records.forEach((constituent, addresses) -> {
            if (!members.contains(constituent) && !baseline.contains(constituent)) {
                addresses.values().removeIf("PENDING"::equals);
            }
        });
        forget(plan.nothingToUntag);
        for (Row row : plan.rows) {
            if (row.passed && isRecorded(row.constituent, row.key)) {
                if (row.holder != null && !"TAGGED".equals(state(row.holder, row.key))) {
                    put(row.holder, row.key, state(row.constituent, row.key));
                }
                if (row.holder != null) {
                    baseline.add(row.holder);
                }
            }
        }
        for (Row row : plan.rows) {
            if (row.passed && records.containsKey(row.constituent)) {
                records.get(row.constituent).remove(row.key);
            }
        }
        leave(plan);
    }

    /** What happens when all of the plan is published: leavers of a job that only adds are forgotten. */
    void endPublishing(Plan plan) {
        for (int leaver : plan.left) {
            records.getOrDefault(leaver, new TreeMap<>()).values().removeIf(state -> !state.equals("REFUSED"));
        }
        forget(plan.left);
    }

    /** What the outcomes of all rows come to. */
    void settle(Plan plan, List<NaiveSync> off) {
        for (Row row : plan.rows) {
            if (!row.kept) {
                settle(row, off);
            }
        }
        leave(plan);
        plan.rows.stream().map(row -> row.constituent).distinct().forEach(constituent -> {
            List<Row> updates = of(plan, constituent, "UPDATE");
            List<Row> deciding = updates.isEmpty() ? of(plan, constituent, "TAG") : updates;
            if (!deciding.isEmpty() && deciding.stream().allMatch(NaiveSync::isDoneOrRefused)) {
                due.remove(constituent);
            }
        });
    }

    private static List<Row> of(Plan plan, int constituent, String operation) {
        return plan.rows.stream()
                .filter(row -> row.constituent == constituent && row.operation.equals(operation))
                .toList();
    }

    private static boolean isDoneOrRefused(Row row) {
        return isDone(row) || row.outcome == Outcome.REJECTED;
    }

    private static boolean isDone(Row row) {
        return row.outcome == Outcome.DONE || row.outcome == Outcome.ALREADY;
    }

    private void settle(Row row, List<NaiveSync> off) {
        boolean recorded = isRecorded(row.constituent, row.key);
        if (row.operation.equals("TAG")) {
            if (isDone(row)) {
                put(row.constituent, row.key, "TAGGED");
                baseline.add(row.constituent);
            } else if (row.outcome == Outcome.UNKNOWN) {
                if (!"TAGGED".equals(state(row.constituent, row.key))) {
                    put(row.constituent, row.key, "IN_DOUBT");
                }
                baseline.add(row.constituent);
            } else if (!recorded) {
                put(row.constituent, row.key, row.outcome == Outcome.REJECTED ? "REFUSED" : "PENDING");
            }
        } else if (row.operation.equals("UNTAG")) {
            if (isDone(row)) {
                if (row.change.equals("REMOVE") && state(row.constituent, row.key) != null) {
                    put(row.constituent, row.key, "PENDING");
                } else if (records.containsKey(row.constituent)) {
                    records.get(row.constituent).remove(row.key);
                }
                off.forEach(sync -> sync.lostElsewhere(row.key, "PENDING"));
            } else if (row.outcome == Outcome.UNKNOWN) {
                put(row.constituent, row.key, "IN_DOUBT");
                off.forEach(sync -> sync.lostElsewhere(row.key, "IN_DOUBT"));
            } else if (state(row.constituent, row.key) == null) {
                put(row.constituent, row.key, "IN_DOUBT");
            }
        }
    }

    private void lostElsewhere(String key, String state) {
        records.keySet().stream()
                .filter(constituent -> isRecorded(constituent, key))
                .forEach(constituent -> {
                    put(constituent, key, state);
                    if (!isRecorded(constituent)) {
                        forget(Set.of(constituent));
                    }
                });
    }

    private void leave(Plan plan) {
        Set<Integer> losing = new TreeSet<>();
        for (Row row : plan.rows) {
            if (row.operation.equals("UNTAG") && (row.passed || (!row.kept && row.outcome != null && isDone(row)))) {
                losing.add(row.constituent);
            }
        }
        for (int constituent : losing) {
            boolean open = plan.rows.stream()
                    .anyMatch(row -> row.constituent == constituent && !row.kept && row.outcome == null);
            if (!open && !isRecorded(constituent)) {
                forget(Set.of(constituent));
                boolean removed = plan.rows.stream()
                        .anyMatch(row -> row.constituent == constituent && row.change.equals("REMOVE"));
                if (removed && records.containsKey(constituent)) {
                    records.get(constituent).values().removeIf("PENDING"::equals);
                }
            }
        }
    }

    private void forget(Set<Integer> constituents) {
        baseline.removeAll(constituents);
        due.removeAll(constituents);
    }

    List<String> recordList() {
        List<String> list = new ArrayList<>();
        records.forEach((constituent, addresses) ->
                addresses.forEach((key, state) -> list.add(constituent + " " + key + " " + state)));
        return list;
    }
}
