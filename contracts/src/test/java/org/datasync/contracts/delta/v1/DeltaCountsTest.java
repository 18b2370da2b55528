package org.datasync.contracts.delta.v1;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DeltaCountsTest {
    private static final WithoutAddressBy REASONS = new WithoutAddressBy(1, 2, 3, 4, 5, 6, 7, 8);

    @Test
    void booksBalanceWhenEveryMemberAndBaselineRowIsCountedOnce() {
        var counts = new DeltaCounts(100, 64, 36, REASONS, 60, 20, 10, 30, 4, 9, 5, 6);

        assertThat(counts.balanced()).isTrue();
    }

    @Test
    void aMemberThatIsMissingUnbalancesThem() {
        assertThat(new DeltaCounts(101, 64, 36, REASONS, 60, 20, 10, 30, 4, 9, 5, 6).balanced())
                .isFalse();
    }

    @Test
    void aQualifiedMemberWithoutAFateUnbalancesThem() {
        assertThat(new DeltaCounts(100, 64, 36, REASONS, 60, 20, 10, 30, 3, 9, 5, 6).balanced())
                .isFalse();
    }

    @Test
    void aLostBaselineRowUnbalancesThem() {
        assertThat(new DeltaCounts(100, 64, 36, REASONS, 60, 20, 10, 30, 4, 8, 5, 6).balanced())
                .isFalse();
    }

    @Test
    void aMemberWithoutAReasonUnbalancesThem() {
        assertThat(new DeltaCounts(100, 64, 36, WithoutAddressBy.ZERO, 60, 20, 10, 30, 4, 9, 5, 6).balanced())
                .isFalse();
    }

    @Test
    void sumsAreOverAllParts() {
        assertThat(REASONS.sum()).isEqualTo(36);
        assertThat(new OperationCounts(1, 2, 3).sum()).isEqualTo(6);
        assertThat(new Published(1, 2, 3).sum()).isEqualTo(6);
    }
}
