package org.datasync.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Collections;
import java.util.UUID;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.junit.jupiter.api.Test;

/** Records stay below 100 kB, also the longest. */
class EventSizeTest {
    private static final int LIMIT = 100_000;
    private static final String REASON = "A REASON IN A SENTENCE OF SIXTY LETTERS, AS THEY ARE WRITTEN";

    @Test
    void theLongestSettlement() {
        var entry = new TagChangesSettled.Entry(
                1_000_000, 10, Operation.UPDATE, Outcome.CANCELLED, REASON, Integer.MAX_VALUE);
        var event = new TagChangesSettled(
                UUID.randomUUID(),
                Integer.MAX_VALUE,
                10_000,
                Collections.nCopies(TagChangesSettled.MAX_ENTRIES, entry),
                null,
                Instant.now());

        assertThat(EventJson.write(event)).hasSizeLessThan(LIMIT);
    }
}
