package org.datasync.delta.run;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Where a run is. */
enum RunState {
    /** Until every change of the sync's previous run is settled and no other run applies this tag. */
    WAITING,
    /** Regenerates the list, copies the members, makes the plan. */
    GENERATING,
    /** The plan is stored and waits for a decision. Does not keep the tag from others. */
    HELD,
    /** Waits for its turn as in WAITING. */
    APPROVED,
    /** Regenerates the list to see which untags of the approved plan are to be kept. */
    REGENERATING,
    PUBLISHING,
    /** Everything is published or given up; outcomes are missing. */
    SETTLING,
    SETTLED,
    FAILED,
    CANCELLED;

    /** States in which a run keeps others from planning for the same tag. */
    private static final Set<RunState> APPLYING = EnumSet.of(GENERATING, REGENERATING, PUBLISHING, SETTLING);

    private static final Set<RunState> ENDED = EnumSet.of(SETTLED, FAILED, CANCELLED);

    boolean isEnded() {
        return ENDED.contains(this);
    }

    /** Whether the constituent records of the run may be out. */
    boolean isPublished() {
        return this == PUBLISHING || this == SETTLING || this == SETTLED;
    }

    static String applying() {
        return names(APPLYING);
    }

    static String active() {
        return names(EnumSet.complementOf(EnumSet.copyOf(ENDED)));
    }

    private static String names(Set<RunState> states) {
        return Arrays.stream(RunState.values())
                .filter(states::contains)
                .map(state -> "'" + state + "'")
                .collect(Collectors.joining(", "));
    }
}
