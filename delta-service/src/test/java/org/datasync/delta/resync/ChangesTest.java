package org.datasync.delta.resync;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.PlainDatabase;
import org.datasync.delta.database.Transactions;
import org.datasync.delta.database.Work;
import org.datasync.delta.tessitura.Readers;
import org.datasync.delta.world.Configs;
import org.datasync.delta.world.HandClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ChangesTest {
    private static final int SYNC = 1;
    private static final int OTHER_SYNC = 2;
    private final HandClock clock = new HandClock(Instant.parse("2026-11-24T06:00:00Z"));
    private final DeltaConfig config = Configs.of();
    private PlainDatabase tables;
    private Transactions transactions;
    private Changes changes;

    @BeforeEach
    void open() throws SQLException {
        tables = new PlainDatabase(config);
        tables.run("INSERT INTO dbo.T_DEFAULTS (id, parent_table, field_name, default_value, inactive)"
                + " VALUES (1, 'Impresario', 'P2DSTrackChanges', 'YES', 'N')");
        Database database = tables.database();
        transactions = new Transactions() {
            @Override
            public <T> T call(Work<T> work) {
                return database.write(work);
            }
        };
        changes = PlainChanges.of(database, Readers.of(database, config), config, clock);
    }

    @AfterEach
    void close() throws SQLException {
        tables.close();
    }

    @Test
    void theAuditIsReadOncePerIntervalForAllSyncs() throws SQLException {
        audited(5);
        changes.window(SYNC, transactions);
        audited(6);
        changes.window(SYNC, transactions);
        changes.window(OTHER_SYNC, transactions);
        assertThat(known()).isEqualTo("1");

        clock.passes(Duration.ofMinutes(1));
        changes.window(OTHER_SYNC, transactions);

        assertThat(known()).isEqualTo("2");
    }

    @Test
    void nothingIsReadWhileTessituraDoesNotSayYes() throws SQLException {
        tables.run("UPDATE dbo.T_DEFAULTS SET default_value = 'NO'");
        audited(5);

        assertThat(changes.window(SYNC, transactions)).isEmpty();

        assertThat(known()).isEqualTo("0");
    }

    @Test
    void whereMembershipsHaveNoAuditOfTheirOwnNoneIsRead() throws SQLException {
        DeltaConfig without = Configs.of("changes.membership-audit", "false");
        tables.run("DROP VIEW dbo.LV_P2_MEMBERSHIP_AUDIT");
        audited(5);

        var window = PlainChanges.of(tables.database(), Readers.of(tables.database(), without), without, clock)
                .window(SYNC, transactions);

        assertThat(window).isPresent();
        assertThat(known()).isEqualTo("1");
    }

    @Test
    void whatDoesNotCountIsConfiguration() throws SQLException {
        DeltaConfig other = Configs.of("changes.ignored-tables", "T_PHONE, t_address");
        audited(5, "T_EADDRESS");
        audited(6, "T_Address ");
        audited(7, "T_PHONE");

        PlainChanges.of(tables.database(), Readers.of(tables.database(), other), other, clock)
                .window(SYNC, transactions);

        assertThat(tables.query("SELECT MIN(customer_no) FROM dbo.LT_P2_CHANGE"))
                .isEqualTo("5");
        assertThat(known()).isEqualTo("1");
    }

    private String known() throws SQLException {
        return tables.query("SELECT COUNT(*) FROM dbo.LT_P2_CHANGE");
    }

    private void audited(int constituent) throws SQLException {
        audited(constituent, "T_CUSTOMER");
    }

    private void audited(int constituent, String table) throws SQLException {
        tables.run("INSERT INTO dbo.TA_AUDIT_TRAIL ([date], [action], table_name, customer_no) VALUES (GETDATE(),"
                + " 'Updated', '" + table + "', " + constituent + ")");
    }
}
