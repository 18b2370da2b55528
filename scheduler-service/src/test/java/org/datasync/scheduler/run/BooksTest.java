package org.datasync.scheduler.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.OperationCounts;
import org.datasync.contracts.delta.v1.WithoutAddressBy;
import org.datasync.scheduler.testing.Events;
import org.junit.jupiter.api.Test;

class BooksTest {
    private static final OperationCounts PLANNED = new OperationCounts(42, 3, 13);

    @Test
    void theBooksOfTheDesignBalance() {
        var books = books(
                OperationCounts.ZERO,
                1,
                new Settled(42, 0, 0, 0, 0, 0),
                new Settled(3, 0, 0, 0, 0, 0),
                new Settled(12, 0, 0, 0, 0, 0));

        assertThat(books.toSettle()).isEqualTo(57);
        assertThat(books.complete()).isTrue();
        assertThat(books.balanced()).isTrue();
        assertThat(books.withoutLoss()).isTrue();
        assertThat(books.counts().untag().keptShared()).isEqualTo(1);
    }

    @Test
    void whatWasNotPublishedCountsAsCancelled() {
        var books = books(
                new OperationCounts(40, 3, 10),
                1,
                new Settled(1, 1, 0, 0, 0, 0),
                Settled.NONE,
                new Settled(2, 0, 0, 0, 0, 0));

        assertThat(books.complete()).isTrue();
        assertThat(books.balanced()).isTrue();
        assertThat(books.withoutLoss()).isFalse();
        assertThat(books.counts().tag().cancelled()).isEqualTo(40);
        assertThat(books.counts().untag().cancelled()).isEqualTo(10);
    }

    @Test
    void outcomesOfTheWrongOperationAreNoBalance() {
        var books = books(
                OperationCounts.ZERO,
                1,
                new Settled(41, 0, 0, 0, 0, 0),
                new Settled(4, 0, 0, 0, 0, 0),
                new Settled(12, 0, 0, 0, 0, 0));

        assertThat(books.complete()).isTrue();
        assertThat(books.balanced()).isFalse();
    }

    @Test
    void constituentsThatAreCountedTwiceAreNoBalance() {
        var unbalanced =
                new DeltaCounts(100, 90, 10, new WithoutAddressBy(10, 0, 0, 0, 0, 0, 0, 0), 90, 1, 0, 90, 0, 0, 0, 0);

        var books = new Books(
                unbalanced, OperationCounts.ZERO, OperationCounts.ZERO, 0, Settled.NONE, Settled.NONE, Settled.NONE);

        assertThat(books.balanced()).isFalse();
    }

    @Test
    void nothingAppliedIsOnlyWhatFailedOrIsUnknown() {
        var planned = new OperationCounts(2, 0, 0);
        var counts = Events.counts(2, 0);

        assertThat(nothingApplied(counts, planned, new Settled(0, 0, 0, 1, 1, 0)))
                .isTrue();
        assertThat(nothingApplied(counts, planned, new Settled(0, 0, 1, 1, 0, 0)))
                .isFalse();
        assertThat(nothingApplied(counts, planned, new Settled(1, 0, 0, 1, 0, 0)))
                .isFalse();
        assertThat(nothingApplied(counts, OperationCounts.ZERO, Settled.NONE)).isFalse();
    }

    private static boolean nothingApplied(DeltaCounts counts, OperationCounts planned, Settled tag) {
        return new Books(counts, planned, OperationCounts.ZERO, 0, tag, Settled.NONE, Settled.NONE).nothingApplied();
    }

    private static Books books(
            OperationCounts notPublished, long keptShared, Settled tag, Settled update, Settled untag) {
        return new Books(Events.counts(40, 12), PLANNED, notPublished, keptShared, tag, update, untag);
    }
}
