package org.datasync.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.datasync.chaos.SyncModel.State;
import org.junit.jupiter.api.Test;

class SyncModelTest {
    private static final String RUN = "run";

    private final TreeMap<Integer, SortedSet<String>> members = new TreeMap<>();

    @Test
    void aNewcomerIsTaggedAtEveryAddressThatWasNotRefused() {
        var model = model(true, false);
        member(1, "a", "b");
        settle(model, row(1, "ADD", "TAG", "b", "REJECTED"));

        assertThat(model.plan(world(), false).operations()).containsExactly("1 TAG a");
        assertThat(model.plan(world(), true).operations()).containsExactlyInAnyOrder("1 TAG a", "1 TAG b");
    }

    @Test
    void whatFailedOrMayHaveFailedIsPlannedAgain() {
        var model = model(true, false);
        member(1, "a", "b", "c", "d");
        settle(
                model,
                row(1, "ADD", "TAG", "a", "DONE"),
                row(1, "ADD", "TAG", "b", "FAILED"),
                row(1, "ADD", "TAG", "c", "UNKNOWN"),
                row(1, "ADD", "TAG", "d", "CANCELLED"));

        assertThat(model.plan(world(), false).operations()).containsExactlyInAnyOrder("1 TAG b", "1 TAG c", "1 TAG d");
        assertThat(model.mustBeTagged()).containsExactly("a");
        assertThat(model.mayBeTagged()).containsExactly("c");
    }

    @Test
    void changedAddressesAreFollowedOnlyIfTheSyncFollowsThem() {
        for (boolean follows : List.of(true, false)) {
            var model = model(true, follows);
            settle(model, row(1, "ADD", "TAG", "old", "DONE"));
            members.clear();
            member(1, "new");

            Set<String> planned = model.plan(world(), false).operations();

            assertThat(planned).isEqualTo(follows ? Set.of("1 TAG new", "1 UNTAG old") : Set.of());
        }
    }

    @Test
    void aMemberWithoutAnyAddressKeepsItsTag() {
        var model = model(true, true);
        settle(model, row(1, "ADD", "TAG", "old", "DONE"));
        member(1);

        assertThat(model.plan(world(), false).operations()).isEmpty();
    }

    @Test
    void aLeaverIsUntaggedWhereItIsRecordedAndForgottenWhenAllIsDone() {
        var model = model(true, false);
        settle(model, row(1, "ADD", "TAG", "a", "DONE"), row(1, "ADD", "TAG", "b", "DONE"));

        assertThat(model.plan(world(), false).operations()).containsExactlyInAnyOrder("1 UNTAG a", "1 UNTAG b");

        settle(model, row(1, "REMOVE", "UNTAG", "a", "DONE"), row(1, "REMOVE", "UNTAG", "b", "FAILED"));

        assertThat(model.lines()).containsExactly("1 a PENDING", "1 b TAGGED");
        assertThat(model.plan(world(), false).operations()).containsExactly("1 UNTAG b");

        settle(model, row(1, "REMOVE", "UNTAG", "b", "ALREADY"));

        assertThat(model.lines()).isEmpty();
        assertThat(model.baseline()).isEmpty();
    }

    @Test
    void whoLeavesAJobThatOnlyAddsIsForgottenAndKeepsTheTag() {
        var model = model(false, false);
        settle(model, row(1, "ADD", "TAG", "a", "DONE"));

        var plan = model.plan(world(), false);
        model.forget(plan.left());

        assertThat(plan.operations()).isEmpty();
        assertThat(model.lines()).isEmpty();
        assertThat(model.mustBeTagged()).containsExactly("a");
    }

    @Test
    void theRecordOfAKeptAddressPassesToItsHolder() {
        var model = model(true, false);
        settle(model, row(1, "ADD", "TAG", "a", "DONE"));
        member(2, "a");

        model.publishing(RUN, world(), List.of(new PlannedRow(1, "REMOVE", "UNTAG", "a", "KEPT", "SHARED", 2)));

        assertThat(model.lines()).containsExactly("2 a TAGGED");
        assertThat(model.baseline()).containsExactly(2);
    }

    @Test
    void whoIsAMemberAgainKeepsItsRecord() {
        var model = model(true, false);
        settle(model, row(1, "ADD", "TAG", "a", "DONE"));
        member(1, "a");

        model.publishing(
                RUN, world(), List.of(new PlannedRow(1, "REMOVE", "UNTAG", "a", "KEPT", "MEMBER_AGAIN", null)));

        assertThat(model.lines()).containsExactly("1 a TAGGED");
    }

    @Test
    void aTagThatIsThereIsNotLostByAFailedAttemptToAddIt() {
        var model = model(true, false);
        settle(model, row(1, "ADD", "TAG", "a", "DONE"));

        settle(model, row(1, "UPDATE", "TAG", "a", "REJECTED"), row(1, "UPDATE", "TAG", "a", "UNKNOWN"));

        assertThat(model.state(1, "a")).isEqualTo(State.TAGGED);
    }

    @Test
    void aRetryForgetsTheRefusalsOfItsParentOnly() {
        var model = model(true, false);
        member(1, "a");
        member(2, "b");
        model.settle("parent", List.of(row(1, "ADD", "TAG", "a", "REJECTED")));
        model.settle("other", List.of(row(2, "ADD", "TAG", "b", "REJECTED")));

        model.forgetRefusals("parent");

        assertThat(model.plan(world(), false).operations()).containsExactly("1 TAG a");
    }

    private static SyncModel model(boolean untags, boolean follows) {
        return new SyncModel(new Sync(
                1,
                "test",
                101,
                untags,
                follows,
                new Sync.Tag("7", "Tag"),
                false,
                List.of(),
                MissingNode.getInstance()));
    }

    private void member(int constituent, String... addresses) {
        members.put(constituent, new TreeSet<>(List.of(addresses)));
    }

    private World world() {
        return new World(members);
    }

    private static void settle(SyncModel model, PlannedRow... rows) {
        model.settle(RUN, List.of(rows));
    }

    private static PlannedRow row(int constituent, String change, String operation, String address, String outcome) {
        return new PlannedRow(constituent, change, operation, address, outcome, null, null);
    }
}
