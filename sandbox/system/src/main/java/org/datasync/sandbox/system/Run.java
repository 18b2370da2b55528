package org.datasync.sandbox.system;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.datasync.contracts.run.v1.OperationOutcomes;
import org.datasync.contracts.run.v1.RunCounts;

/**
 * A run as the scheduler's REST API shows it.
 *
 * @param counts null while nothing is counted
 * @param reason a code, null if there is nothing to say
 * @param detail a sentence, or null
 */
public record Run(
        UUID id,
        int syncId,
        String state,
        String reason,
        String detail,
        Instant startsAt,
        Instant startedAt,
        Instant finishedAt,
        RunCounts counts) {
    private static final List<String> FINAL =
            List.of("SUCCEEDED", "SUCCEEDED_WITH_ERRORS", "FAILED", "CANCELLED", "SKIPPED");

    public boolean isFinished() {
        return FINAL.contains(state);
    }

    public boolean isHeld() {
        return state.equals("HELD");
    }

    /** Whether it ended with everything sent; refused addresses do not spoil it. */
    public boolean isDone() {
        return state.equals("SUCCEEDED") || state.equals("SUCCEEDED_WITH_ERRORS");
    }

    /** Code and sentence, as far as there are any. */
    String why() {
        return Stream.of(reason, detail).filter(Objects::nonNull).collect(Collectors.joining(": "));
    }

    Duration took() {
        return startedAt == null || finishedAt == null ? Duration.ZERO : Duration.between(startedAt, finishedAt);
    }

    /** Address operations: how many are settled of how many, as far as is known now. */
    String progress() {
        if (counts == null) {
            return "";
        }
        return ", %s of %s address operations settled"
                .formatted(
                        Terminal.number(settled(counts.tag()) + settled(counts.update()) + settled(counts.untag())),
                        Terminal.number(counts.tag().planned()
                                + counts.update().planned()
                                + counts.untag().planned()));
    }

    static long settled(OperationOutcomes outcomes) {
        return outcomes.done()
                + outcomes.already()
                + outcomes.keptShared()
                + outcomes.rejected()
                + outcomes.failed()
                + outcomes.unknown()
                + outcomes.cancelled();
    }
}
