package org.datasync.contracts;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.datasync.contracts.delta.v1.AddressChange;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.junit.jupiter.api.Test;

/** That every required component refuses null is {@link SchemaTest}'s: this is how, and what else is refused. */
class RecordRefusalTest {

    @Test
    void nullIsRefusedWithTheNameOfTheComponent() {
        assertThatThrownBy(() -> new AddressChange(1, Operation.TAG, null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("address");
        assertThatThrownBy(() -> new RunDecided(null, 1, 1, RunDecided.Decision.APPROVED, "system", Instant.EPOCH))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("runId");
    }

    @Test
    void aSettlementOfMoreThan500EntriesIsRefused() {
        var entry = new TagChangesSettled.Entry(1, 1, Operation.TAG, Outcome.DONE, null, null);
        List<TagChangesSettled.Entry> entries = Collections.nCopies(501, entry);

        assertThatThrownBy(() -> new TagChangesSettled(UUID.randomUUID(), 1, 1, entries, null, Instant.EPOCH))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("entries: 501, at most 500");
    }
}
