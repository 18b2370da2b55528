package org.datasync.delta.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.datasync.contracts.delta.v1.AddressChange;
import org.datasync.contracts.delta.v1.ConstituentChanged;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.ConstituentRemoved;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.contracts.sync.v1.Mode;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.delta.world.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a request may ask for besides the difference, through whole runs. */
class RunKindsTest {
    private static final int SYNC = 1;

    private PlainService service;

    @BeforeEach
    void open() throws SQLException {
        service = new PlainService();
        service.constituents(1, 4).members(1, 4);
    }

    @AfterEach
    void close() throws SQLException {
        service.close();
    }

    @Test
    void aFullRunSendsEverybodyAgain() {
        service.firstRun(SYNC);

        SyncRequested full = runs(Mode.FULL, Trigger.MANUAL, null, false);

        assertThat(service.records(full)).hasSize(4).allSatisfy(record -> assertThat(operations(record))
                .containsExactly(Operation.TAG));
        service.settleAll(full, Outcome.DONE);
        assertThat(service.records(service.runs(SYNC))).isEmpty();
    }

    @Test
    void aRetrySendsWhatItsParentHadRefusedAndNothingElse() throws SQLException {
        SyncRequested first = service.runs(SYNC);
        List<ConstituentDelta> records = service.records(first);
        service.settle(Requests.settled(first, 1, Outcome.REJECTED, records.subList(0, 1)));
        service.settle(Requests.settled(first, 2, Outcome.DONE, records.subList(1, 4)));
        service.work();
        assertThat(service.records(service.runs(SYNC))).isEmpty();

        SyncRequested retry = runs(Mode.DELTA, Trigger.RETRY, first.runId(), false);

        assertThat(service.records(retry))
                .extracting(ConstituentDelta::constituentNo)
                .containsExactly(records.get(0).constituentNo());
        service.settleAll(retry, Outcome.DONE);
        assertThat(service.rows("LIST_CONTENTS")).isEqualTo(4);
    }

    @Test
    void aNewAddressIsTaggedAndTheFormerUntaggedOnlyWhereTheSyncFollowsThem() throws SQLException {
        service.firstRun(SYNC);
        service.tables.run("UPDATE dbo.T_EADDRESS SET address = 'new@example.org' WHERE customer_no = 2");
        assertThat(service.records(service.runs(SYNC))).isEmpty();

        SyncRequested following = runs(Mode.DELTA, Trigger.SCHEDULED, null, true);

        assertThat(service.records(following)).singleElement().satisfies(record -> {
            assertThat(record).isInstanceOf(ConstituentChanged.class);
            assertThat(record.addresses())
                    .extracting(AddressChange::operation, AddressChange::address)
                    .containsExactly(tuple(Operation.TAG, "new@example.org"), tuple(Operation.UNTAG, "c2@example.org"));
        });
        service.settleAll(following, Outcome.DONE);
        assertThat(service.rows("ADDRESS")).isEqualTo(4);
    }

    @Test
    void theRunOfADeletionIsHeldAndThenUntagsEverybodyWithoutAskingTheList() {
        service.firstRun(SYNC);
        service.generator = PlainService.failing("GENERATION_FAILED", false);

        SyncRequested deletion = runs(Mode.DELTA, Trigger.DELETION, null, false);
        assertThat(service.state(deletion)).isEqualTo(RunState.HELD);
        service.decide(Requests.decided(deletion, 1, Decision.APPROVED));
        service.work();

        assertThat(service.records(deletion)).hasSize(4).allSatisfy(record -> assertThat(record)
                .isInstanceOf(ConstituentRemoved.class));
    }

    private SyncRequested runs(Mode mode, Trigger trigger, UUID parent, boolean follow) {
        SyncRequested usual = Requests.run(SYNC, PlainService.LIST);
        SyncDefinition of = usual.definition();
        SyncRequested run = new SyncRequested(
                usual.runId(),
                SYNC,
                trigger,
                mode,
                usual.dueAt(),
                usual.requestedAt(),
                new SyncDefinition(
                        of.description(),
                        of.listNo(),
                        of.tag(),
                        of.jobType(),
                        of.processing(),
                        of.filters(),
                        of.schedule(),
                        of.recipients(),
                        of.guard(),
                        follow),
                List.of(),
                false,
                parent);
        service.request(run);
        service.work();
        return run;
    }

    private static List<Operation> operations(ConstituentDelta record) {
        return record.addresses().stream().map(AddressChange::operation).toList();
    }
}
