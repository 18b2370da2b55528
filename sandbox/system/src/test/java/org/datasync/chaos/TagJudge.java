package org.datasync.chaos;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.datasync.chaos.SyncModel.Plan;
import org.datasync.chaos.SyncModel.State;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.TaggedAddresses;

/**
 * Follows each sync from run to run by the rules alone and compares: every plan with what Tessitura's tables said, the
 * records and the baseline with what the outcomes come to, the tags in Prospect2 with both.
 */
final class TagJudge {
    private final LocalSystem system;
    private final Queries queries;
    private final Worlds worlds;
    private final Map<Integer, SyncModel> models = new TreeMap<>();
    private int contacts;

    TagJudge(LocalSystem system, Queries queries, Worlds worlds, List<Sync> syncs) {
        this.system = system;
        this.queries = queries;
        this.worlds = worlds;
        syncs.forEach(sync -> models.put(sync.id(), new SyncModel(sync)));
    }

    /** Takes these runs in and compares what they have led to. */
    void judge(List<RunFacts> runs, Differences differences) throws SQLException {
        Set<String> heldBefore = holders();
        for (RunFacts run : runs) {
            if (run.planned()) {
                apply(run, heldBefore, differences);
            }
        }
        for (SyncModel model : models.values()) {
            compareTables(model, differences);
        }
        compareTags(differences);
        compareForeigners(differences);
    }

    /**
     * After a run that nothing disturbed a sync that follows its list has exactly the addresses that Tessitura says,
     * whatever happened before, but for those that Prospect2 refuses. One that is refused after an import that may have
     * reached it stays in doubt, and every run tries it.
     */
    void judgeQuiet(List<RunFacts> quiet, Differences differences) {
        for (SyncModel model : models.values()) {
            Sync sync = model.sync();
            boolean alone = models.values().stream()
                            .filter(other -> other.sync().tag().equals(sync.tag()))
                            .count()
                    == 1;
            if (!sync.follows() || !alone) {
                continue;
            }
            World world = worlds.now(sync);
            var expected = new TreeSet<String>();
            world.eligible().values().forEach(expected::addAll);
            var withoutAddress = world.eligible().entrySet().stream()
                    .filter(member -> member.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            var tagged = tagged(sync);
            expected.removeAll(model.addresses(State.REFUSED));
            var refusedInDoubt = refusedInDoubt(model, quiet);
            expected.removeAll(refusedInDoubt);
            differences.contains(sync + ", quiet, does not tag", expected, tagged);
            expected.addAll(model.addresses(State.REFUSED));
            expected.addAll(refusedInDoubt);
            expected.addAll(model.addressesOf(withoutAddress));
            differences.contains(sync + ", quiet, tags without reason", tagged, expected);
        }
    }

    private static Set<String> refusedInDoubt(SyncModel model, List<RunFacts> quiet) {
        Set<String> inDoubt = model.addresses(State.IN_DOUBT);
        return quiet.stream()
                .filter(run -> run.syncId() == model.sync().id())
                .flatMap(run -> run.rows().stream())
                .filter(row -> row.is("TAG") && "REJECTED".equals(row.outcome()) && inDoubt.contains(row.address()))
                .map(PlannedRow::address)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void apply(RunFacts run, Set<String> heldBefore, Differences differences) {
        SyncModel model = models.get(run.syncId());
        if (run.parent() != null) {
            model.forgetRefusals(run.parent());
        }
        List<World> seen = worlds.between(model.sync(), run.startedAt(), run.finishedAt());
        World world = comparePlan(model, run, seen, differences);
        compareKept(model, run, seen, heldBefore, differences);
        if (!run.isApplied()) {
            return;
        }
        model.publishing(run.id(), world, run.rows());
        if (!run.stopped()) {
            model.forget(run.left());
        }
        run.rows().stream()
                .filter(row -> row.outcome() == null)
                .forEach(row -> differences.add("%s: constituent %d has no outcome", run, row.constituent()));
        model.settle(run.id(), run.rows());
    }

    /** @return what the run has seen; the latest if it cannot be told */
    private World comparePlan(SyncModel model, RunFacts run, List<World> seen, Differences differences) {
        Set<String> actual = run.rows().stream()
                .filter(row -> !row.is("UPDATE"))
                .map(row -> SyncModel.operation(row.constituent(), row.operation(), row.address()))
                .collect(Collectors.toSet());
        List<Plan> plans =
                seen.stream().map(world -> model.plan(world, run.isFull())).toList();
        for (int i = 0; i < plans.size(); i++) {
            if (plans.get(i).equals(new Plan(actual, run.left()))) {
                return seen.get(i);
            }
        }
        if (plans.isEmpty()) {
            differences.add("%s: no world is known for it", run);
            return worlds.now(model.sync());
        }
        compareMixed(run, plans, actual, differences);
        return seen.get(0);
    }

    /** Tessitura may change while a plan is made: what it does to a constituent fits one moment, and another's another. */
    private static void compareMixed(RunFacts run, List<Plan> plans, Set<String> actual, Differences differences) {
        var moments =
                plans.stream().map(plan -> byConstituent(plan.operations())).toList();
        var planned = byConstituent(actual);
        var constituents = new TreeSet<>(planned.keySet());
        moments.forEach(moment -> constituents.addAll(moment.keySet()));
        for (String constituent : constituents) {
            Set<String> operations = planned.getOrDefault(constituent, Set.of());
            if (moments.stream().noneMatch(moment -> moment.getOrDefault(constituent, Set.of())
                    .equals(operations))) {
                differences.add(
                        "%s: plans %s, which fits no moment, at the latest %s",
                        run, operations, moments.get(0).getOrDefault(constituent, Set.of()));
            }
        }
        if (plans.stream().noneMatch(plan -> plan.left().equals(run.left()))) {
            differences.add(
                    "%s: should forget %s and forgets %s", run, plans.get(0).left(), run.left());
        }
    }

    private static Map<String, Set<String>> byConstituent(Set<String> operations) {
        return operations.stream()
                .collect(Collectors.groupingBy(
                        operation -> operation.substring(0, operation.indexOf(' ')), Collectors.toSet()));
    }

    private void compareKept(
            SyncModel model, RunFacts run, List<World> seen, Set<String> heldBefore, Differences differences) {
        for (PlannedRow row : run.rows()) {
            if (row.is("UPDATE") && model.state(row.constituent(), row.address()) != State.TAGGED) {
                differences.add(
                        "%s: re-imports an address of constituent %d that is not tagged", run, row.constituent());
            }
            if (!row.is("UNTAG")) {
                continue;
            }
            boolean canBeHeld = seen.stream().anyMatch(world -> isHeld(model, run, world, row))
                    || isHeldElsewhere(model, row, heldBefore);
            boolean mustBeHeld = seen.stream().allMatch(world -> isHeld(model, run, world, row));
            boolean again = run.wasHeld() && seen.stream().anyMatch(world -> world.isMember(row.constituent()));
            if (row.isKept() && !canBeHeld && !again) {
                differences.add("%s: keeps the tag of constituent %d, which nobody holds", run, row.constituent());
            } else if (!row.isKept() && mustBeHeld) {
                differences.add("%s: untags an address of constituent %d that somebody holds", run, row.constituent());
            }
        }
    }

    private boolean isHeld(SyncModel model, RunFacts run, World world, PlannedRow row) {
        return world.eligible().entrySet().stream()
                .filter(member -> member.getKey() != row.constituent())
                .anyMatch(member -> member.getValue().contains(row.address())
                        || (model.records(member.getKey(), row.address())
                                && run.rows().stream()
                                        .noneMatch(other -> other.constituent() == member.getKey()
                                                && other.is("UNTAG")
                                                && other.address().equals(row.address()))));
    }

    private boolean isHeldElsewhere(SyncModel model, PlannedRow row, Set<String> heldBefore) {
        return models.values().stream()
                .filter(other ->
                        other != model && other.sync().tag().equals(model.sync().tag()))
                .anyMatch(other -> other.holds(row.address())
                        || heldBefore.contains(other.sync().id() + " " + row.address()));
    }

    private Set<String> holders() {
        var holders = new TreeSet<String>();
        models.forEach((id, model) -> {
            model.addresses(State.TAGGED).forEach(address -> holders.add(id + " " + address));
            model.addresses(State.IN_DOUBT).forEach(address -> holders.add(id + " " + address));
        });
        return holders;
    }

    private void compareTables(SyncModel model, Differences differences) throws SQLException {
        int id = model.sync().id();
        List<Recorded> table = queries.list(
                Part.DELTA,
                """
                SELECT a.customer_no, a.address_key, a.state, COALESCE(r.run_id, '')
                FROM dbo.LT_P2_ADDRESS a LEFT JOIN dbo.LT_P2_RUN r ON r.run_no = a.run_no WHERE a.sync_id = ?""",
                row -> new Recorded(row.getInt(1), row.getString(2), State.valueOf(row.getString(3)), row.getString(4)),
                id);
        Set<String> lines = table.stream()
                .map(row -> SyncModel.line(row.constituent, row.address, row.state.name()))
                .collect(Collectors.toCollection(TreeSet::new));
        differences.same(model.sync() + ", records", model.lines(), lines);
        List<String> baseline = queries.list(
                Part.DELTA,
                "SELECT customer_no FROM dbo.LT_P2_LIST_CONTENTS WHERE sync_id = ?",
                row -> row.getString(1),
                id);
        differences.same(
                model.sync() + ", baseline",
                model.baseline().stream().map(String::valueOf).toList(),
                baseline);
        model.clear();
        table.forEach(row -> model.adopt(row.constituent, row.address, row.state, row.run));
    }

    private void compareTags(Differences differences) {
        models.values().stream().map(model -> model.sync().tag()).distinct().forEach(tag -> {
            var must = new TreeSet<String>();
            var may = new TreeSet<String>();
            SyncModel any = null;
            for (SyncModel model : models.values()) {
                if (model.sync().tag().equals(tag)) {
                    must.addAll(model.mustBeTagged());
                    may.addAll(model.mayBeTagged());
                    any = model;
                }
            }
            var tagged = tagged(any.sync());
            may.addAll(must);
            differences.contains("tag '%s' is missing at".formatted(tag.name()), must, tagged);
            differences.contains("tag '%s' is without reason at".formatted(tag.name()), tagged, may);
        });
    }

    private void compareForeigners(Differences differences) {
        int tagged = system.own().prospect2().tagged(Stage.FOREIGN);
        differences.equal("tag '" + Stage.FOREIGN + "'", "contacts", Stage.FOREIGN_CONTACTS, tagged);
        int there = system.own().prospect2().contactCount();
        if (there < contacts) {
            differences.add("%d contacts were deleted", contacts - there);
        }
        contacts = there;
    }

    private Set<String> tagged(Sync sync) {
        return new TaggedAddresses(system.options()).of(sync.tag().id());
    }

    private record Recorded(int constituent, String address, State state, String run) {}
}
