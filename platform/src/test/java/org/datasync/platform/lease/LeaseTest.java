package org.datasync.platform.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.datasync.sandbox.database.DatabaseServer;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
    private static final Duration LEASE_TIME = Duration.ofSeconds(10);
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(3);

    @TempDir
    Path directory;

    private DatabaseServer server;
    private DataSource dataSource;

    @BeforeEach
    void createTable() throws SQLException {
        server = DatabaseServer.start(directory, 0);
        JdbcDataSource embedded = new JdbcDataSource();
        embedded.setURL(server.url("lease"));
        embedded.setUser(DatabaseServer.USER);
        dataSource = embedded;
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE lease (name NVARCHAR(100) NOT NULL PRIMARY KEY,"
                    + " owner NVARCHAR(100) NULL, epoch BIGINT NOT NULL, beat BIGINT NOT NULL)");
        }
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void theFirstWhoAsksGetsTheLeaseAtOnce() throws SQLException {
        Lease lease = new Contender("one").lease;

        boolean held = lease.beat();

        assertThat(held).isTrue();
        assertThat(lease.epoch()).isEqualTo(1);
    }

    @Test
    void aChallengerWaitsForTheWholeLeaseTimeOnItsOwnClockAndThenForTheLongestRequest() throws SQLException {
        Contender dead = new Contender("dead");
        dead.lease.beat();
        Contender challenger = new Contender("challenger");
        challenger.lease.beat();

        challenger.passes(LEASE_TIME.minusMillis(1));
        boolean early = challenger.lease.beat();
        challenger.passes(Duration.ofMillis(1));
        boolean takenButWaiting = challenger.lease.beat();
        challenger.passes(LONGEST_REQUEST);
        boolean usable = challenger.lease.beat();

        assertThat(early).isFalse();
        assertThat(takenButWaiting).isFalse();
        assertThat(usable).isTrue();
        assertThat(challenger.lease.epoch()).isEqualTo(2);
    }

    @Test
    void aHolderThatBeatsIsNeverOverthrownHoweverSlowTheChallengersClockRuns() throws SQLException {
        Contender holder = new Contender("holder");
        holder.lease.beat();
        Contender challenger = new Contender("challenger");

        for (int beat = 0; beat < 50; beat++) {
            challenger.lease.beat();
            challenger.passes(LEASE_TIME.multipliedBy(2));
            holder.lease.beat();
        }

        assertThat(holder.lease.isHeld()).isTrue();
        assertThat(challenger.lease.isHeld()).isFalse();
    }

    @Test
    void aFrozenHolderThatWakesUpCannotWriteAndKnowsIt() throws SQLException {
        Contender frozen = new Contender("frozen");
        frozen.lease.beat();
        overthrow(frozen);

        frozen.passes(Duration.ofSeconds(1));

        try (Connection connection = dataSource.getConnection()) {
            assertThatThrownBy(() -> frozen.lease.fence(connection)).isInstanceOf(LeaseLostException.class);
        }
        assertThat(frozen.lease.isHeld()).isFalse();
    }

    @Test
    void timeRunsOutForTheHolderBeforeAChallengerMayTakeOver() throws SQLException {
        Contender holder = new Contender("holder");
        holder.lease.beat();

        holder.passes(LEASE_TIME.plusMillis(1));

        assertThat(holder.lease.isHeld()).isFalse();
        assertThatThrownBy(() -> holder.lease.requireRemaining(Duration.ZERO)).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void aRequestThatCouldOutliveTheLeaseIsNotMade() throws SQLException {
        Contender holder = new Contender("holder");
        holder.lease.beat();

        holder.passes(LEASE_TIME.minus(LONGEST_REQUEST));

        assertThatThrownBy(() -> holder.lease.requireRemaining(LONGEST_REQUEST)).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void aLeaseThatWasGivenBackIsFreeAtOnce() throws SQLException {
        Contender former = new Contender("former");
        former.lease.beat();
        former.lease.release();
        Contender next = new Contender("next");

        boolean held = next.lease.beat();

        assertThat(held).isTrue();
        assertThat(next.lease.epoch()).isEqualTo(2);
    }

    @Test
    void ofManyContendersExactlyOneHolds() throws Exception {
        List<Contender> contenders = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            contenders.add(new Contender("contender " + i));
        }
        ExecutorService threads = Executors.newFixedThreadPool(contenders.size());

        List<Future<Boolean>> beats = threads.invokeAll(contenders.stream()
                .map(contender -> (Callable<Boolean>) contender.lease::beat)
                .toList());

        int holders = 0;
        for (Future<Boolean> beat : beats) {
            holders += heldOrLostTheRace(beat) ? 1 : 0;
        }
        threads.shutdown();
        assertThat(holders).isEqualTo(1);
    }

    /** Inserting the row at the same moment may fail by the primary key; the next beat finds the row. */
    private static boolean heldOrLostTheRace(Future<Boolean> beat) throws InterruptedException {
        try {
            return beat.get();
        } catch (java.util.concurrent.ExecutionException e) {
            assertThat(e).hasCauseInstanceOf(java.sql.SQLIntegrityConstraintViolationException.class);
            return false;
        }
    }

    private void overthrow(Contender holder) throws SQLException {
        Contender challenger = new Contender("challenger");
        challenger.lease.beat();
        challenger.passes(LEASE_TIME);
        challenger.lease.beat();
        assertThat(holder.lease.epoch()).isEqualTo(1);
    }

    /** A replica with a clock of its own. */
    private final class Contender {
        private final AtomicLong nanoTime = new AtomicLong();
        private final Lease lease;

        Contender(String owner) {
            lease = new Lease(dataSource, "lease", "work", owner, LEASE_TIME, LONGEST_REQUEST, nanoTime::get);
        }

        void passes(Duration time) {
            nanoTime.addAndGet(time.toNanos());
        }
    }
}
