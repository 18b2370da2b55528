package org.datasync.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.contracts.sync.v1.Mode;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled.RunFailure;
import org.datasync.scheduler.run.Run.State;
import org.datasync.scheduler.testing.Definitions;
import org.datasync.scheduler.testing.Events;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunTest {
    private static final Instant NOW = Instant.parse("2026-11-24T11:00:00Z");
    private static final Instant UNTIL = NOW.plusSeconds(86_400);

    /** What people and the dispatcher may do to a run. */
    enum Command {
        START {
            @Override
            void on(Run run) {
                run.start(Definitions.daily(), true, NOW);
            }
        },
        CANCEL_QUEUED {
            @Override
            void on(Run run) {
                run.cancelQueued(Reason.CANCELLED, null, NOW);
            }
        },
        CANCEL {
            @Override
            void on(Run run) {
                run.cancel("somebody", NOW);
            }
        },
        APPROVE {
            @Override
            void on(Run run) {
                run.approve("somebody", NOW);
            }
        },
        REJECT {
            @Override
            void on(Run run) {
                run.reject(Reason.REJECTED, "somebody", NOW);
            }
        },
        REPAIR {
            @Override
            void on(Run run) {
                run.repair("somebody", NOW);
            }
        },
        RETRY {
            @Override
            void on(Run run) {
                run.requireRetriable();
            }
        },
        SKIP_AGAIN {
            @Override
            void on(Run run) {
                run.skipAgain(NOW, NOW);
            }
        };

        abstract void on(Run run);
    }

    /** The state after each command; what is not here is refused. */
    private static final Map<State, Map<Command, State>> ALLOWED = new EnumMap<>(Map.of(
            State.QUEUED,
            Map.of(Command.START, State.COMPUTING, Command.CANCEL_QUEUED, State.CANCELLED),
            State.COMPUTING,
            Map.of(Command.CANCEL, State.CANCELLING, Command.REPAIR, State.COMPUTING),
            State.HELD,
            Map.of(
                    Command.APPROVE,
                    State.APPLYING,
                    Command.REJECT,
                    State.CANCELLING,
                    Command.CANCEL,
                    State.CANCELLING,
                    Command.REPAIR,
                    State.HELD),
            State.APPLYING,
            Map.of(Command.CANCEL, State.CANCELLING, Command.REPAIR, State.APPLYING),
            State.CANCELLING,
            Map.of(Command.REPAIR, State.CANCELLING),
            State.SUCCEEDED_WITH_ERRORS,
            Map.of(Command.RETRY, State.SUCCEEDED_WITH_ERRORS),
            State.FAILED,
            Map.of(Command.RETRY, State.FAILED),
            State.CANCELLED,
            Map.of(Command.RETRY, State.CANCELLED),
            State.SKIPPED,
            Map.of(Command.SKIP_AGAIN, State.SKIPPED)));

    static Stream<Arguments> everyStateAndCommand() {
        return Stream.of(State.values())
                .flatMap(state -> Stream.of(Command.values()).map(command -> Arguments.of(state, command)));
    }

    @ParameterizedTest
    @MethodSource("everyStateAndCommand")
    void aCommandIsDoneOrRefusedByTheState(State state, Command command) {
        Run run = in(state);
        State expected = ALLOWED.getOrDefault(state, Map.of()).get(command);

        if (expected == null) {
            assertThatThrownBy(() -> command.on(run)).isInstanceOf(IllegalTransitionException.class);
            assertThat(run.state()).isEqualTo(state);
        } else {
            command.on(run);
            assertThat(run.state()).isEqualTo(expected);
        }
    }

    static Stream<Arguments> everyStateAndReport() {
        return Stream.of(State.values()).flatMap(state -> Stream.of(
                        DeltaComputed.Outcome.COMPUTED,
                        DeltaComputed.Outcome.HELD,
                        DeltaComputed.Outcome.FAILED,
                        DeltaComputed.Outcome.CANCELLED)
                .map(outcome -> Arguments.of(state, outcome)));
    }

    @ParameterizedTest
    @MethodSource("everyStateAndReport")
    void aReportOfThePlanIsTakenOrIgnoredByTheState(State state, DeltaComputed.Outcome outcome) {
        Run run = in(state);
        DeltaComputed report = Events.report(run.id(), run.syncId(), outcome, 2, 1, OperationCounts.ZERO, NOW);

        boolean taken = run.computed(report, UNTIL, NOW);

        boolean open = state == State.COMPUTING
                || state == State.CANCELLING
                || state == State.HELD && outcome != DeltaComputed.Outcome.HELD;
        assertThat(taken).isEqualTo(open);
        assertThat(run.state()).isEqualTo(open ? after(state, outcome) : state);
    }

    private static State after(State state, DeltaComputed.Outcome outcome) {
        return switch (outcome) {
            case COMPUTED -> state == State.CANCELLING ? State.CANCELLING : State.APPLYING;
            case HELD -> state == State.CANCELLING ? State.CANCELLING : State.HELD;
            case CANCELLED -> State.CANCELLING;
            case FAILED, UNKNOWN -> state;
        };
    }

    @Test
    void anApprovedRunIsNotHeldAgainByALateCopy() {
        Run run = in(State.HELD);
        run.approve("somebody", NOW);

        boolean taken = run.computed(Events.held(run.id(), 1, 0, 80, NOW), UNTIL, NOW);

        assertThat(taken).isFalse();
        assertThat(run.state()).isEqualTo(State.APPLYING);
    }

    @Test
    void aSilenceIsToldOnceAndTheNextOneAgain() {
        Run run = in(State.APPLYING);
        Instant silent = NOW.plusSeconds(1800);
        Instant limit = NOW.plusSeconds(1);

        assertThat(run.stall(NOW, silent, "link")).as("nothing is silent yet").isEmpty();
        RunStalled first = run.stall(limit, silent, "link").orElseThrow();
        assertThat(first.silentSince()).isEqualTo(NOW);
        assertThat(first.planned()).isEqualTo(3);
        assertThat(first.settled()).isZero();
        assertThat(run.stall(limit, silent.plusSeconds(300), "link")).isEmpty();

        Instant moved = silent.plusSeconds(600);
        run.settle(
                Events.settled(run.id(), 1, 1, Operation.TAG, Outcome.DONE, 1, 1, moved)
                        .entries(),
                moved);
        assertThat(run.stall(moved, moved, "link")).isEmpty();
        RunStalled second =
                run.stall(moved.plusSeconds(1), moved.plusSeconds(1800), "link").orElseThrow();
        assertThat(second.settled()).isEqualTo(1);
        assertThat(second.id()).isNotEqualTo(first.id());
    }

    @Test
    void whatWaitsForADecisionIsNotSilentNorIsWhatWasJustDecided() {
        Run run = in(State.HELD);
        Instant dayLater = NOW.plusSeconds(86_400);

        assertThat(run.silentSince(dayLater)).isFalse();
        run.reject(Reason.NOT_DECIDED, "system", dayLater);
        assertThat(run.silentSince(dayLater)).isFalse();
        assertThat(run.silentSince(dayLater.plusSeconds(1))).isTrue();
        assertThat(in(State.QUEUED).silentSince(dayLater)).isFalse();
        assertThat(in(State.SUCCEEDED).silentSince(dayLater)).isFalse();
    }

    @Test
    void decisionsAreNumberedWithinTheRun() {
        Run run = in(State.HELD);

        assertThat(run.repair("a", NOW).decisionNo()).isEqualTo(1);
        assertThat(run.approve("b", NOW).decisionNo()).isEqualTo(2);
        assertThat(run.cancel("c", NOW).decisionNo()).isEqualTo(3);
        assertThat(run.lastDecision().orElseThrow().decision()).isEqualTo(Decision.CANCELLED);
    }

    @Test
    void aRunDoesNotEndBeforeThePlanIsClosed() {
        Run run = in(State.COMPUTING);
        run.settle(
                Events.settled(run.id(), 1, 1, Operation.TAG, Outcome.DONE, 1, 2, NOW)
                        .entries(),
                NOW);

        assertThat(run.endIfSettled(NOW)).isFalse();
        assertThat(run.counts()).isEmpty();
    }

    @Test
    void moreSettlementsThanPlannedFailTheBooks() {
        Run run = in(State.APPLYING);
        run.settle(
                Events.settled(run.id(), 1, 1, Operation.TAG, Outcome.DONE, 1, 9, NOW)
                        .entries(),
                NOW);

        assertThat(run.endIfSettled(NOW)).isTrue();
        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.reason()).contains(Reason.BOOKS);
    }

    @Test
    void aRunThatWasCancelledAndThenFailsWasCancelled() {
        Run run = in(State.APPLYING);
        run.cancel("somebody", NOW);
        run.failApplying(new RunFailure("TAG_MISSING", "gone"));
        settleAll(run, Outcome.CANCELLED);

        assertThat(run.endIfSettled(NOW)).isTrue();
        assertThat(run.state()).isEqualTo(State.CANCELLED);
        assertThat(run.reason()).contains(Reason.CANCELLED);
    }

    @Test
    void aRunThatFailedEndsFailedEvenIfItIsCancelledAfterwards() {
        Run run = in(State.APPLYING);
        run.failApplying(new RunFailure("TAG_MISSING", "gone"));
        settleAll(run, Outcome.CANCELLED);

        assertThat(run.endIfSettled(NOW)).isTrue();
        assertThat(run.state()).isEqualTo(State.FAILED);
        assertThat(run.reason()).contains("TAG_MISSING");
    }

    @Test
    void aHeldPlanGivenUpWithoutCountsIsCountedAsNotPublished() {
        Run run = in(State.HELD);
        run.reject(Reason.REJECTED, "somebody", NOW);
        run.computed(
                new DeltaComputed(
                        run.id(), 1, DeltaComputed.Outcome.CANCELLED, null, null, null, 0, null, null, null, NOW),
                UNTIL,
                NOW);

        assertThat(run.endIfSettled(NOW)).isTrue();
        assertThat(run.state()).isEqualTo(State.CANCELLED);
        assertThat(run.counts().orElseThrow().untag().cancelled()).isEqualTo(80);
    }

    @Test
    void unknownAndFailedOutcomesAreErrors() {
        for (Outcome outcome : List.of(Outcome.REJECTED, Outcome.FAILED, Outcome.UNKNOWN, Outcome.CANCELLED)) {
            Run run = in(State.APPLYING);
            run.settle(
                    Events.settled(run.id(), 1, 1, Operation.TAG, outcome, 1, 1, NOW)
                            .entries(),
                    NOW);
            run.settle(
                    Events.settled(run.id(), 1, 2, Operation.TAG, Outcome.DONE, 2, 2, NOW)
                            .entries(),
                    NOW);
            run.settle(
                    Events.settled(run.id(), 1, 3, Operation.UNTAG, Outcome.ALREADY, 3, 3, NOW)
                            .entries(),
                    NOW);

            assertThat(run.endIfSettled(NOW)).isTrue();
            assertThat(run.state()).as(outcome.name()).isEqualTo(State.SUCCEEDED_WITH_ERRORS);
        }
    }

    private static void settleAll(Run run, Outcome outcome) {
        run.settle(
                Events.settled(run.id(), 1, 1, Operation.TAG, outcome, 1, 2, NOW)
                        .entries(),
                NOW);
        run.settle(
                Events.settled(run.id(), 1, 2, Operation.UNTAG, outcome, 3, 3, NOW)
                        .entries(),
                NOW);
    }

    /** A run that plans two tags and one untag, or eighty untags when held. */
    private static Run in(State state) {
        Run run = Run.requested(1, Definitions.daily(), Trigger.MANUAL, Mode.DELTA, NOW, NOW, "somebody");
        switch (state) {
            case QUEUED -> {}
            case COMPUTING -> Command.START.on(run);
            case HELD -> {
                Command.START.on(run);
                run.computed(Events.held(run.id(), 1, 0, 80, NOW), UNTIL, NOW);
            }
            case APPLYING -> {
                Command.START.on(run);
                run.computed(Events.computed(run.id(), 1, 2, 1, NOW), UNTIL, NOW);
            }
            case CANCELLING -> {
                Command.START.on(run);
                run.cancel("somebody", NOW);
            }
            case SUCCEEDED -> {
                run = in(State.APPLYING);
                settleAll(run, Outcome.DONE);
                run.endIfSettled(NOW);
            }
            case SUCCEEDED_WITH_ERRORS -> {
                run = in(State.APPLYING);
                settleAll(run, Outcome.REJECTED);
                run.endIfSettled(NOW);
            }
            case FAILED -> {
                Command.START.on(run);
                run.computed(Events.failed(run.id(), 1, NOW), UNTIL, NOW);
                run.endIfSettled(NOW);
            }
            case CANCELLED -> run.cancelQueued(Reason.CANCELLED, null, NOW);
            case SKIPPED -> {
                return Run.skipped(in(State.COMPUTING), Definitions.daily(), NOW, NOW);
            }
        }
        return run;
    }
}
