package org.datasync.contracts.run.v1;

import static org.assertj.core.api.Assertions.assertThat;

import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.junit.jupiter.api.Test;

class RunCountsTest {

    @Test
    void plannedIsTheSumOfAllOutcomes() {
        assertThat(new OperationOutcomes(28, 1, 2, 3, 4, 5, 6, 7).balanced()).isTrue();
        assertThat(new OperationOutcomes(29, 1, 2, 3, 4, 5, 6, 7).balanced()).isFalse();
    }

    @Test
    void theConstituentsBooksAreTakenOverUnchanged() {
        var reasons = new WithoutAddressBy(1, 2, 3, 4, 5, 6, 7, 8);
        var delta = new DeltaCounts(1, 2, 3, reasons, 4, 5, 6, 7, 8, 9, 10, 11);
        var tag = new OperationOutcomes(1, 1, 0, 0, 0, 0, 0, 0);
        var update = new OperationOutcomes(2, 2, 0, 0, 0, 0, 0, 0);
        var untag = new OperationOutcomes(3, 3, 0, 0, 0, 0, 0, 0);

        RunCounts counts = RunCounts.of(delta, tag, update, untag);

        assertThat(counts).isEqualTo(new RunCounts(1, 2, 3, reasons, 4, 5, 6, 7, 8, 9, 10, 11, tag, update, untag));
    }
}
