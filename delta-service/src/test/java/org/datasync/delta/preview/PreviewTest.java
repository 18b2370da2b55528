package org.datasync.delta.preview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.PlainDatabase;
import org.datasync.delta.database.Transactions;
import org.datasync.delta.database.Work;
import org.datasync.delta.resync.PlainChanges;
import org.datasync.delta.run.BackgroundWork;
import org.datasync.delta.run.PlainLists;
import org.datasync.delta.tessitura.GenerationException;
import org.datasync.delta.tessitura.ListGenerator;
import org.datasync.delta.tessitura.Readers;
import org.datasync.delta.world.Configs;
import org.datasync.delta.world.HandClock;
import org.datasync.delta.world.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PreviewTest {
    private static final int SYNC = 1;
    private static final int LIST = 101;
    private static final Filters ANY = new Filters(List.of(), List.of(), false, false);
    private static final Filters WORK = new Filters(List.of(), List.of(2), false, false);

    private final HandClock clock = new HandClock(Instant.parse("2026-11-24T06:00:00Z"));
    private final DeltaConfig config = Configs.of("generation.count-pause", "PT0.001S", "attempts", "2");
    private ListGenerator generator = this::generate;
    private PlainDatabase tables;
    private Database database;
    private Transactions transactions;
    private PreviewStore previews;
    private PreviewMaker maker;

    @BeforeEach
    void open() throws SQLException {
        tables = new PlainDatabase(config);
        database = tables.database();
        transactions = new Transactions() {
            @Override
            public <T> T call(Work<T> work) {
                return database.write(work);
            }
        };
        Readers readers = Readers.of(database, config);
        previews = new PreviewStore(database, clock, new ObjectMapper().registerModule(new JavaTimeModule()));
        maker = new PreviewMaker(
                database,
                previews,
                PlainLists.check(readers),
                PlainLists.copies(database, config, listNo -> generator.generate(listNo), clock),
                readers.eligibility(),
                readers.outputSets(),
                PlainChanges.of(database, readers, config, clock),
                clock,
                config);
        tables.run("INSERT INTO dbo.TR_EADDRESS_TYPE (id, description, email_ind)"
                + " VALUES (1, 'Home', 'Y'), (2, 'Work', 'Y')");
        tables.run("INSERT INTO dbo.T_LIST (list_no, list_desc, control_group, recalc_status, tms, inactive)"
                + " VALUES (101, 'Members', 1, 'Y', 'Y', 'N')");
        for (int no = 1; no <= 4; no++) {
            tables.run("INSERT INTO dbo.T_CUSTOMER (customer_no, fname, lname) VALUES (" + no + ", 'First', 'Last')");
            tables.run("INSERT INTO dbo.T_EADDRESS (eaddress_no, customer_no, eaddress_type, address, primary_ind,"
                    + " inactive, market_ind) VALUES (" + no + ", " + no + ", " + (1 + no % 2) + ", 'c" + no
                    + "@example.org', 'Y', 'N', 'Y')");
        }
        tables.run("INSERT INTO dbo.LT_P2_SYNC (sync_id, tag_id, list_no, updated_at)"
                + " VALUES (1, '7', 101, CURRENT_TIMESTAMP)");
        tables.run(
                "INSERT INTO dbo.LT_P2_LIST_CONTENTS (sync_id, list_no, customer_no) VALUES (1, 101, 1), (1, 101, 4)");
        tables.run(
                "INSERT INTO dbo.LT_P2_ADDRESS (sync_id, customer_no, address, address_key, state, run_no, updated_at)"
                        + " VALUES (1, 1, 'c1@example.org', 'c1@example.org', 'TAGGED', 1, CURRENT_TIMESTAMP),"
                        + " (1, 4, 'c4@example.org', 'c4@example.org', 'TAGGED', 1, CURRENT_TIMESTAMP)");
    }

    @AfterEach
    void close() throws SQLException {
        tables.close();
    }

    @Test
    void whatIsEditedAndNotSavedIsComparedWithTheBaselineOfTheSync() throws SQLException {
        UUID saved = start(SYNC, ANY);
        UUID edited = start(SYNC, WORK);

        work();

        assertThat(counts(saved).added()).isEqualTo(2);
        assertThat(counts(saved).removed()).isEqualTo(1);
        assertThat(counts(edited).added()).isEqualTo(1);
        assertThat(counts(edited).removed()).isEqualTo(1);
        assertThat(counts(edited).withoutAddressBy().type()).isEqualTo(1);
    }

    @Test
    void severalSideBySideDoNotDisturbEachOther() throws SQLException {
        UUID first = start(SYNC, ANY);
        UUID second = start(null, ANY);
        work();
        RunCounts before = counts(first);

        UUID third = start(SYNC, WORK);
        work();

        assertThat(counts(second).added()).isEqualTo(3);
        assertThat(counts(first)).isEqualTo(before);
        assertThat(plan(first)).isEqualTo("3");
        assertThat(plan(second)).isEqualTo("3");
        assertThat(plan(third)).isEqualTo("2");
    }

    @Test
    void theBaselineAndWhatIsDueAreNotTouched() throws SQLException {
        tables.run("INSERT INTO dbo.T_DEFAULTS (id, parent_table, field_name, default_value, inactive)"
                + " VALUES (1, 'Impresario', 'P2DSTrackChanges', 'YES', 'N')");
        tables.run("INSERT INTO dbo.TA_AUDIT_TRAIL ([date], [action], table_name, customer_no)"
                + " VALUES (GETDATE(), 'Updated', 'T_CUSTOMER', 1)");
        tables.run("UPDATE dbo.LT_P2_SYNC SET change_no = 0");
        UUID preview = start(SYNC, ANY);

        work();

        assertThat(counts(preview).changed()).isEqualTo(1);
        assertThat(tables.query("SELECT COUNT(*) FROM dbo.LT_P2_DUE")).isEqualTo("0");
        assertThat(tables.query("SELECT change_no FROM dbo.LT_P2_SYNC")).isEqualTo("0");
        assertThat(tables.query("SELECT COUNT(*) FROM dbo.LT_P2_LIST_CONTENTS")).isEqualTo("2");
        assertThat(tables.query("SELECT COUNT(*) FROM dbo.LT_P2_ADDRESS WHERE state = 'TAGGED'"))
                .isEqualTo("2");
        assertThat(tables.query("SELECT COUNT(*) FROM dbo.LT_P2_RUN")).isEqualTo("0");
    }

    @Test
    void aPreviewIsKeptForAnHourAndThenGoesWithAllThatBelongsToIt() throws SQLException {
        UUID old = start(SYNC, ANY);
        work();
        clock.passes(Duration.ofMinutes(30));
        UUID young = start(SYNC, ANY);
        work();

        clock.passes(Duration.ofMinutes(30));
        tidy();
        assertThat(find(old).state()).isEqualTo(Preview.State.READY);

        clock.passes(Duration.ofSeconds(1));
        tidy();
        assertThat(tables.query("SELECT MIN(preview_id) FROM dbo.LT_P2_PREVIEW"))
                .isEqualTo(young.toString());
        assertThat(tables.query("SELECT COUNT(DISTINCT run_no) FROM dbo.LT_P2_PLAN"))
                .isEqualTo("1");
        assertThat(tables.query("SELECT COUNT(DISTINCT run_no) FROM dbo.LT_P2_RUN_MEMBER"))
                .isEqualTo("1");
        assertThat(find(young).state()).isEqualTo(Preview.State.READY);
    }

    @Test
    void aGenerationThatTimedOutFailsThePreviewAndTheNextOneWaits() {
        generator = listNo -> {
            throw new GenerationException("GENERATION_TIMED_OUT", "It did not end.", true, null);
        };
        UUID first = start(SYNC, ANY);
        work();
        generator = this::generate;
        UUID second = start(SYNC, ANY);

        work();

        assertThat(find(first).state()).isEqualTo(Preview.State.FAILED);
        assertThat(find(first).reason()).isEqualTo("It did not end.");
        assertThat(find(second).state()).isEqualTo(Preview.State.COMPUTING);
        clock.passes(Duration.ofMinutes(11));
        work();
        assertThat(find(second).state()).isEqualTo(Preview.State.READY);
    }

    @Test
    void whatTheDatabaseRefusesIsTriedAgainAndThenFails() {
        generator = listNo -> {
            throw new IllegalStateException("the database is away");
        };
        UUID preview = start(SYNC, ANY);
        work();
        assertThat(find(preview).state()).isEqualTo(Preview.State.COMPUTING);

        clock.passes(Duration.ofMinutes(1));
        work();

        assertThat(find(preview).state()).isEqualTo(Preview.State.FAILED);
        assertThat(find(preview).reason()).contains("database");
    }

    private OptionalLong generate(int listNo) {
        database.write(connection -> {
            try (var statement = connection.createStatement()) {
                statement.executeUpdate("DELETE FROM dbo.T_LIST_CONTENTS");
                return statement.executeUpdate("INSERT INTO dbo.T_LIST_CONTENTS (list_no, customer_no)"
                        + " VALUES (101, 1), (101, 2), (101, 3)");
            }
        });
        return OptionalLong.of(3);
    }

    private UUID start(Integer syncId, Filters filters) {
        SyncDefinition any = Requests.run(SYNC, LIST).definition();
        SyncDefinition definition = new SyncDefinition(
                any.description(),
                any.listNo(),
                any.tag(),
                any.jobType(),
                any.processing(),
                filters,
                any.schedule(),
                any.recipients(),
                any.guard(),
                any.followAddressChanges());
        return database.write(
                connection -> previews.insert(connection, new PreviewRequest(syncId, definition, List.of())));
    }

    private void work() {
        for (BackgroundWork.Task task : maker.due()) {
            try {
                task.step().run(transactions);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void tidy() {
        int steps = 0;
        while (maker.tidy(transactions)) {
            assertThat(++steps).isLessThan(100);
        }
    }

    private Preview find(UUID id) {
        return database.call(connection -> previews.find(connection, id.toString()))
                .orElseThrow();
    }

    private RunCounts counts(UUID id) {
        assertThat(find(id).state()).isEqualTo(Preview.State.READY);
        return find(id).counts();
    }

    private String plan(UUID id) throws SQLException {
        return tables.query("SELECT COUNT(*) FROM dbo.LT_P2_PLAN WHERE run_no = " + find(id).runNo());
    }
}
