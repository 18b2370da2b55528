package org.datasync.connector.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.datasync.contracts.delta.v1.AddressChange;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled.Entry;
import org.datasync.sandbox.prospect2.Prospect2Server;

/**
 * Runs of all kinds of work, each with a tag of its own, and what the account must look like afterwards. Each fourth run
 * is applied by single calls. Every contact carries a tag that no run touches, and everybody who is to lose a tag also
 * carries the one of the next run, which must stay.
 */
public final class SoakPlan {
    private static final String KEEP = "Not ours";
    private static final int FIRST_TAG = 1_000;

    private final int runs;
    private final int rows;

    public SoakPlan(int runs, int rows) {
        this.runs = runs;
        this.rows = rows;
    }

    /** What the account holds before. */
    public void fill(Prospect2Server account) {
        account.addTag(1, KEEP);
        for (int run = 0; run < runs; run++) {
            account.addTag(FIRST_TAG + run, tagName(run));
        }
        each((run, row) -> {
            switch (kind(row)) {
                case INVALID -> {}
                case LEAVER -> account.addContact(address(run, row), KEEP, tagName(run), tagName(next(run)));
                case JOINER, BOUNCED, EXCLUDED, CHANGED, STRANGER -> account.addContact(address(run, row), KEEP);
            }
            if (kind(row) == Kind.BOUNCED) {
                account.bounced(address(run, row));
            }
            if (kind(row) == Kind.EXCLUDED) {
                account.excluded(address(run, row));
            }
        });
    }

    public List<Plan> plans() {
        List<Plan> plans = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            Plan plan = plan(run);
            for (int row = 0; row < rows; row++) {
                switch (kind(row)) {
                    case JOINER, BOUNCED, EXCLUDED, INVALID -> plan.add(address(run, row));
                    case CHANGED -> plan.change(Operation.UPDATE, address(run, row));
                    case LEAVER, STRANGER -> plan.remove(address(run, row));
                }
            }
            plans.add(plan);
        }
        return plans;
    }

    /** Runs that plan again what has failed or is in doubt, as delta-service would. */
    public List<Plan> leftOpen(List<Plan> plans, Settlements settlements) {
        List<Plan> open = new ArrayList<>();
        for (Plan before : plans) {
            Map<Settlements.Key, Entry> entries = settlements.entries(before.runId);
            Plan plan = plan(Integer.parseInt(before.records().get(0).tag().id()) - FIRST_TAG);
            for (ConstituentDelta record : before.records()) {
                Outcome outcome =
                        entries.get(new Settlements.Key(record.sequence(), 1)).outcome();
                if (outcome == Outcome.UNKNOWN || outcome == Outcome.FAILED) {
                    again(plan, record.addresses().get(0));
                }
            }
            if (!plan.records().isEmpty()) {
                open.add(plan);
            }
        }
        return open;
    }

    /** Addresses that Prospect2 takes in no way that their run uses. */
    public Set<String> invalid() {
        Set<String> invalid = new TreeSet<>();
        each((run, row) -> {
            if (!isValid(run, row)) {
                invalid.add(address(run, row));
            }
        });
        return invalid;
    }

    public void assertTags(Prospect2Server account) {
        each((run, row) -> {
            String address = address(run, row);
            Set<String> expected = new TreeSet<>();
            if (kind(row) != Kind.INVALID) {
                expected.add(KEEP);
            }
            if (kind(row) == Kind.LEAVER) {
                expected.add(tagName(next(run)));
            }
            if (kind(row).joins && isValid(run, row)) {
                expected.add(tagName(run));
            }
            assertThat(account.tagsOf(address)).as("tags of %s", address).isEqualTo(expected);
        });
    }

    private static void again(Plan plan, AddressChange change) {
        switch (change.operation()) {
            case TAG -> plan.add(change.address());
            case UNTAG -> plan.remove(change.address());
            case UPDATE -> plan.change(Operation.UPDATE, change.address());
            case UNKNOWN -> throw new IllegalStateException("not planned");
        }
    }

    private Plan plan(int run) {
        return new Plan(FIRST_TAG + run, tagName(run)).processing(isSingle(run), true);
    }

    private static boolean isSingle(int run) {
        return run % 4 == 3;
    }

    /** Single calls tag also those whom an import leaves out. */
    private static boolean isValid(int run, int row) {
        return switch (kind(row)) {
            case INVALID -> false;
            case BOUNCED, EXCLUDED -> isSingle(run);
            case JOINER, CHANGED, LEAVER, STRANGER -> true;
        };
    }

    private static Kind kind(int row) {
        int part = row % 20;
        if (part < 11) {
            return switch (row % 100) {
                case 3, 43 -> Kind.BOUNCED;
                case 25 -> Kind.EXCLUDED;
                case 67 -> Kind.INVALID;
                default -> Kind.JOINER;
            };
        }
        if (part == 11) {
            return Kind.CHANGED;
        }
        return part == 19 ? Kind.STRANGER : Kind.LEAVER;
    }

    private static String address(int run, int row) {
        String name = "soak%d-%d".formatted(run, row);
        return kind(row) == Kind.INVALID ? name + "@no-dot" : name + "@example.org";
    }

    private static String tagName(int run) {
        return "Soak " + run;
    }

    private int next(int run) {
        return (run + 1) % runs;
    }

    private void each(BiConsumer<Integer, Integer> visit) {
        for (int run = 0; run < runs; run++) {
            for (int row = 0; row < rows; row++) {
                visit.accept(run, row);
            }
        }
    }

    private enum Kind {
        JOINER(true),
        BOUNCED(true),
        EXCLUDED(true),
        INVALID(true),
        CHANGED(false),
        LEAVER(false),
        /** Is to lose a tag that it never had. */
        STRANGER(false);

        private final boolean joins;

        Kind(boolean joins) {
            this.joins = joins;
        }
    }
}
