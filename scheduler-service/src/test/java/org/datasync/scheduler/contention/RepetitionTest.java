package org.datasync.scheduler.contention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;

class RepetitionTest {
    private static final SQLException DEADLOCK =
            new SQLException("chosen as the deadlock victim. Rerun the transaction", "40001", 1205);

    private final Counter repeated = new SimpleMeterRegistry().counter("repeated");
    private final Repetition repetition = new Repetition(repeated);

    @Test
    void theVictimOfADeadlockIsRepeated() throws Exception {
        Failing transaction = new Failing(Repetition.ATTEMPTS - 1, new IllegalStateException("wrapped", DEADLOCK));

        assertThat(repetition.run(transaction)).isEqualTo("done");
        assertThat(repeated.count()).isEqualTo(Repetition.ATTEMPTS - 1.0);
    }

    @Test
    void itIsFoundWhereACommitHidesIt() throws Exception {
        Exception commit = new IllegalStateException("could not commit");
        commit.addSuppressed(new IllegalStateException(DEADLOCK));

        assertThat(repetition.run(new Failing(1, commit))).isEqualTo("done");
    }

    @Test
    void whoIsAlwaysTheVictimIsToldToComeBack() {
        Failing transaction = new Failing(Integer.MAX_VALUE, new IllegalStateException(DEADLOCK));

        assertThatThrownBy(() -> repetition.run(transaction))
                .isInstanceOf(BusyException.class)
                .hasRootCause(DEADLOCK);
        assertThat(transaction.calls).isEqualTo(Repetition.ATTEMPTS);
    }

    @Test
    void whoWaitedForALockLongEnoughDoesNotWaitAgain() {
        for (int code : new int[] {1222, 50200}) {
            Failing transaction =
                    new Failing(1, new IllegalStateException(new SQLException("time-out", "HYT00", code)));

            assertThatThrownBy(() -> repetition.run(transaction)).isInstanceOf(BusyException.class);
            assertThat(transaction.calls).isEqualTo(1);
        }
    }

    @Test
    void everyOtherFailureIsLeftAsItIs() {
        for (Exception failure : new Exception[] {
            new IllegalStateException("a bug"),
            new IllegalStateException(new SQLException("no such table", "42S02", 208))
        }) {
            Failing transaction = new Failing(1, failure);

            assertThatThrownBy(() -> repetition.run(transaction)).isSameAs(failure);
            assertThat(transaction.calls).isEqualTo(1);
        }
    }

    /** Fails so many times before it is done. */
    private static final class Failing implements Callable<String> {
        private final int times;
        private final Exception failure;
        private int calls;

        Failing(int times, Exception failure) {
            this.times = times;
            this.failure = failure;
        }

        @Override
        public String call() throws Exception {
            if (calls++ < times) {
                throw failure;
            }
            return "done";
        }
    }
}
