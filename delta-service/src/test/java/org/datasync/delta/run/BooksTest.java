package org.datasync.delta.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.datasync.contracts.delta.v1.DeltaComputed.Outcome;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.h2.api.Trigger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tessitura goes on while a plan is made; the books show what does not fit together. */
class BooksTest {
    private static final int SYNC = 1;
    private PlainService service;

    @BeforeEach
    void open() throws SQLException {
        service = new PlainService();
        service.constituents(1, 12).members(1, 12);
        service.tables.run("CREATE TRIGGER dbo.deactivate AFTER INSERT ON dbo.LT_P2_PLAN CALL '"
                + Deactivate.class.getName() + "'");
    }

    @AfterEach
    void close() throws SQLException {
        service.close();
    }

    @Test
    void aPlanThatTessituraOvertookIsMadeAgain() {
        SyncRequested run = service.runs(SYNC);

        assertThat(service.told).singleElement().satisfies(computed -> {
            assertThat(computed.outcome()).isEqualTo(Outcome.COMPUTED);
            assertThat(computed.counts().qualified()).isEqualTo(11);
            assertThat(computed.counts().withoutAddressBy().inactive()).isEqualTo(1);
            assertThat(computed.counts().balanced()).isTrue();
        });
        assertThat(service.records(run)).hasSize(11);
    }

    @Test
    void aPlanWhoseBooksNeverBalanceFailsTheRunAndNothingIsSent() throws SQLException {
        service.tables.run(
                "CREATE TRIGGER dbo.activate AFTER DELETE ON dbo.LT_P2_PLAN CALL '" + Activate.class.getName() + "'");

        SyncRequested run = service.runs(SYNC);

        assertThat(service.state(run)).isEqualTo(RunState.FAILED);
        assertThat(service.told).singleElement().satisfies(failed -> {
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.reason()).isEqualTo("BOOKS_DO_NOT_BALANCE");
        });
        assertThat(service.published).isEmpty();
        assertThat(service.rows("LIST_CONTENTS")).isZero();
    }

    private static void set(Connection connection, String inactive) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.executeUpdate("UPDATE dbo.T_EADDRESS SET inactive = '" + inactive + "' WHERE customer_no = 1");
        }
    }

    /** Somebody deactivates an address as soon as its constituent is planned. */
    public static final class Deactivate implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            set(connection, "Y");
        }
    }

    /** Somebody activates it again when the plan is dropped. */
    public static final class Activate implements Trigger {
        @Override
        public void fire(Connection connection, Object[] before, Object[] after) throws SQLException {
            set(connection, "N");
        }
    }
}
