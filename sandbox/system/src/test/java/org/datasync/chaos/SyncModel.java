package org.datasync.chaos;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a sync has recorded, by the rules of the design read once more: what the next plan must contain, and what the
 * outcomes of a plan make of the records. Shares nothing with the services.
 */
final class SyncModel {
    private final Sync sync;
    private final SortedMap<Integer, SortedMap<String, Entry>> records = new TreeMap<>();
    private final Set<String> leftBehind = new TreeSet<>();
    private final Set<String> perhapsLeftBehind = new TreeSet<>();

    SyncModel(Sync sync) {
        this.sync = sync;
    }

    Sync sync() {
        return sync;
    }

    /** What a plan has to contain besides re-imports, and who is forgotten by it because the job only adds. */
    Plan plan(World world, boolean full) {
        var operations = new TreeSet<String>();
        var left = new TreeSet<Integer>();
        world.eligible()
                .forEach((member, addresses) -> operations.addAll(
                        isInBaseline(member)
                                ? ofMember(member, addresses, full)
                                : ofNewcomer(member, addresses, full)));
        for (int leaver : baseline()) {
            if (world.isMember(leaver)) {
                continue;
            }
            if (sync.untags()) {
                recorded(leaver).forEach(address -> operations.add(operation(leaver, "UNTAG", address)));
            } else {
                left.add(leaver);
            }
        }
        return new Plan(operations, left);
    }

    private List<String> ofNewcomer(int member, Set<String> eligible, boolean full) {
        return eligible.stream()
                .filter(address -> full || state(member, address) != State.REFUSED)
                .map(address -> operation(member, "TAG", address))
                .toList();
    }

    private List<String> ofMember(int member, Set<String> eligible, boolean full) {
        var operations = new ArrayList<String>();
        for (String address : eligible) {
            State state = state(member, address);
            boolean incomplete = state == State.PENDING || state == State.IN_DOUBT;
            if (full || incomplete || (sync.follows() && state == null)) {
                operations.add(operation(member, "TAG", address));
            }
        }
        if (sync.follows() && !eligible.isEmpty()) {
            recorded(member).stream()
                    .filter(address -> !eligible.contains(address))
                    .forEach(address -> operations.add(operation(member, "UNTAG", address)));
        }
        return operations;
    }

    static String operation(int constituent, String operation, String address) {
        return constituent + " " + operation + " " + address;
    }

    /** What a retry does before its plan is made: refusals of the parent are forgotten. */
    void forgetRefusals(String parentRun) {
        records.values()
                .forEach(addresses -> addresses.replaceAll(
                        (address, entry) -> entry.state == State.REFUSED && entry.run.equals(parentRun)
                                ? new Entry(State.PENDING, entry.run)
                                : entry));
    }

    /** What happens before a plan is published: whoever is gone waits for nothing, records of kept addresses pass on. */
    void publishing(String run, World world, Collection<PlannedRow> rows) {
        records.forEach((constituent, addresses) -> {
            if (!world.isMember(constituent) && !isInBaseline(constituent)) {
                addresses.values().removeIf(entry -> entry.state == State.PENDING);
            }
        });
        for (PlannedRow row : rows) {
            State state = row.isPassed() ? state(row.constituent(), row.address()) : null;
            boolean passes = row.holder() != null && (state == State.TAGGED || state == State.IN_DOUBT);
            if (passes && state(row.holder(), row.address()) != State.TAGGED) {
                put(row.holder(), row.address(), state, run);
            }
        }
        rows.stream().filter(PlannedRow::isPassed).forEach(row -> remove(row.constituent(), row.address()));
        complete(rows);
    }

    /** What the outcomes of all rows come to. */
    void settle(String run, Collection<PlannedRow> rows) {
        for (PlannedRow row : rows) {
            if (row.outcome() == null || row.isKept()) {
                continue;
            }
            if (row.is("TAG")) {
                settleTag(run, row);
            } else if (row.is("UNTAG")) {
                settleUntag(run, row);
            }
        }
        complete(rows);
    }

    private void settleTag(String run, PlannedRow row) {
        State now = state(row.constituent(), row.address());
        if (row.isDone()) {
            put(row.constituent(), row.address(), State.TAGGED, run);
        } else if (row.outcome().equals("UNKNOWN")) {
            put(row.constituent(), row.address(), now == State.TAGGED ? now : State.IN_DOUBT, run);
        } else if (now != State.TAGGED && now != State.IN_DOUBT) {
            State next = row.outcome().equals("REJECTED") ? State.REFUSED : State.PENDING;
            put(row.constituent(), row.address(), next, run);
        }
    }

    private void settleUntag(String run, PlannedRow row) {
        boolean known = state(row.constituent(), row.address()) != null;
        if (row.outcome().equals("UNKNOWN")) {
            put(row.constituent(), row.address(), State.IN_DOUBT, run);
        } else if (row.isDone() && row.change().equals("REMOVE") && known) {
            put(row.constituent(), row.address(), State.PENDING, run);
        } else if (row.isDone()) {
            remove(row.constituent(), row.address());
        }
    }

    /** A removal that is complete leaves nothing behind but refusals. */
    private void complete(Collection<PlannedRow> rows) {
        var open = new HashSet<Integer>();
        var leaving = new HashSet<Integer>();
        for (PlannedRow row : rows) {
            if (row.outcome() == null) {
                open.add(row.constituent());
            } else if (row.change().equals("REMOVE") && (row.isPassed() || row.isDone())) {
                leaving.add(row.constituent());
            }
        }
        leaving.removeAll(open);
        leaving.stream().filter(constituent -> !isInBaseline(constituent)).forEach(constituent -> records.getOrDefault(
                        constituent, new TreeMap<>())
                .values()
                .removeIf(entry -> entry.state == State.PENDING));
    }

    /** Everything is published: who left the list of a job that only adds is forgotten, and keeps the tag. */
    void forget(Set<Integer> left) {
        for (int constituent : left) {
            records.getOrDefault(constituent, new TreeMap<>()).entrySet().removeIf(record -> {
                State state = record.getValue().state;
                if (state == State.TAGGED) {
                    leftBehind.add(record.getKey());
                } else if (state == State.IN_DOUBT) {
                    perhapsLeftBehind.add(record.getKey());
                }
                return state != State.REFUSED;
            });
        }
    }

    State state(int constituent, String address) {
        Entry entry =
                records.getOrDefault(constituent, Collections.emptySortedMap()).get(address);
        return entry == null ? null : entry.state;
    }

    boolean isInBaseline(int constituent) {
        return !recorded(constituent).isEmpty();
    }

    /** Everybody with an address that has the tag or may have it. */
    Set<Integer> baseline() {
        var all = new TreeSet<Integer>();
        records.keySet().stream().filter(this::isInBaseline).forEach(all::add);
        return all;
    }

    /** Addresses of a constituent that have the tag or may have it. */
    private List<String> recorded(int constituent) {
        return records.getOrDefault(constituent, Collections.emptySortedMap()).entrySet().stream()
                .filter(record -> record.getValue().state == State.TAGGED || record.getValue().state == State.IN_DOUBT)
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean records(int constituent, String address) {
        return recorded(constituent).contains(address);
    }

    /** What is recorded of these constituents. */
    Set<String> addressesOf(Set<Integer> constituents) {
        var addresses = new TreeSet<String>();
        constituents.forEach(constituent -> addresses.addAll(recorded(constituent)));
        return addresses;
    }

    boolean holds(String address) {
        return records.values().stream()
                .map(addresses -> addresses.get(address))
                .anyMatch(entry -> entry != null && (entry.state == State.TAGGED || entry.state == State.IN_DOUBT));
    }

    Set<String> mustBeTagged() {
        var addresses = addresses(State.TAGGED);
        addresses.addAll(leftBehind);
        return addresses;
    }

    Set<String> mayBeTagged() {
        var addresses = addresses(State.IN_DOUBT);
        addresses.addAll(perhapsLeftBehind);
        return addresses;
    }

    Set<String> addresses(State wanted) {
        var found = new TreeSet<String>();
        records.values()
                .forEach(addresses -> addresses.forEach((address, entry) -> {
                    if (entry.state == wanted) {
                        found.add(address);
                    }
                }));
        return found;
    }

    /** One line per record, to be compared with the table. */
    Set<String> lines() {
        var lines = new TreeSet<String>();
        records.forEach((constituent, addresses) ->
                addresses.forEach((address, entry) -> lines.add(line(constituent, address, entry.state.name()))));
        return lines;
    }

    static String line(int constituent, String address, String state) {
        return constituent + " " + address + " " + state;
    }

    /** After a difference: goes on from what the tables say, so that it is told once. */
    void adopt(int constituent, String address, State state, String run) {
        put(constituent, address, state, run);
    }

    void clear() {
        records.clear();
    }

    private void put(int constituent, String address, State state, String run) {
        records.computeIfAbsent(constituent, no -> new TreeMap<>()).put(address, new Entry(state, run));
    }

    private void remove(int constituent, String address) {
        records.getOrDefault(constituent, new TreeMap<>()).remove(address);
    }

    /** What is known of an address of a constituent. */
    enum State {
        TAGGED,
        IN_DOUBT,
        PENDING,
        REFUSED
    }

    /** @param run that said so last */
    private record Entry(State state, String run) {}

    /** @param left who is forgotten because the job only adds */
    record Plan(Set<String> operations, Set<Integer> left) {
        Plan {
            operations = Set.copyOf(operations);
            left = Set.copyOf(left);
        }
    }
}
