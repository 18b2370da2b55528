package org.datasync.delta.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.DeltaComputed.Outcome;
import org.datasync.contracts.delta.v1.Published;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.delta.world.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishingTest {
    private static final int SYNC = 1;
    private static final int MEMBERS = 10;
    private static final int CHUNK = 3;
    private PlainService service;

    @BeforeEach
    void open() throws SQLException {
        service = new PlainService("publishing.chunk", String.valueOf(CHUNK));
        service.constituents(1, MEMBERS).members(1, MEMBERS);
    }

    @AfterEach
    void close() throws SQLException {
        service.close();
    }

    @ParameterizedTest
    @MethodSource("everyRecord")
    void killedAtAnyRecordItGoesOnAndNothingIsMissing(int record) {
        SyncRequested run = killedAt(record);

        service.restart();
        service.work();

        assertThat(service.told).singleElement().satisfies(computed -> {
            assertThat(computed.outcome()).isEqualTo(Outcome.COMPUTED);
            assertThat(computed.published()).isEqualTo(new Published(MEMBERS, 0, 0));
        });
        complete(run);
        assertThat(service.published).hasSizeLessThanOrEqualTo(MEMBERS + 2 * CHUNK);
    }

    @Test
    void killedAgainAndAgainItGetsThrough() {
        SyncRequested run = killedAt(2);
        for (int n = 0; n < MEMBERS; n++) {
            service.restart();
            service.recordsUntilDeath = 2 * CHUNK + 1;
            Throwable death = catchThrowable(service::work);
            if (death == null) {
                break;
            }
            assertThat(death).isInstanceOf(PlainService.Killed.class);
        }

        assertThat(service.state(run)).isEqualTo(RunState.SETTLING);
        complete(run);
    }

    @ParameterizedTest
    @MethodSource("everyRecord")
    void whatIsPublishedAndWhatIsNotAddsUpWhenARunIsCancelledAfterADeath(int record) throws SQLException {
        SyncRequested run = killedAt(record);
        service.restart();
        service.decide(new RunDecided(run.runId(), SYNC, 1, Decision.CANCELLED, "operator", Instant.now()));

        service.work();

        var told = service.told.get(0);
        assertThat(told.outcome()).isEqualTo(Outcome.CANCELLED);
        assertThat(told.published().added()).isEqualTo(service.records(run).size());
        assertThat(told.published().added() + told.notPublished().tag()).isEqualTo(MEMBERS);
        service.settleAll(run, org.datasync.contracts.tagging.v1.Outcome.DONE);
        assertThat(service.state(run)).isEqualTo(RunState.SETTLED);
        assertThat(service.rows("LIST_CONTENTS")).isEqualTo(told.published().added());
    }

    @Test
    void outcomesThatComeBeforePublishingIsOverCount() throws SQLException {
        SyncRequested run = killedAt(7);
        List<ConstituentDelta> out = service.records(run);
        service.restart();
        service.settle(Requests.settled(run, 99, org.datasync.contracts.tagging.v1.Outcome.DONE, out));

        service.work();

        assertThat(service.rows("LIST_CONTENTS")).isEqualTo(out.size());
        assertThat(service.state(run)).isEqualTo(RunState.SETTLING);
        service.settleAll(run, org.datasync.contracts.tagging.v1.Outcome.DONE);
        assertThat(service.state(run)).isEqualTo(RunState.SETTLED);
        assertThat(service.rows("LIST_CONTENTS")).isEqualTo(MEMBERS);
    }

    @Test
    void outcomesThatComeBeforeTheirRunCountWhenItIsPlanned() throws SQLException {
        SyncRequested run = Requests.run(SYNC, PlainService.LIST);
        service.settle(Requests.settled(run, 1, org.datasync.contracts.tagging.v1.Outcome.DONE, List.of()));
        assertThat(service.rows("EARLY")).isEqualTo(1);

        service.request(run);
        service.work();

        assertThat(service.rows("EARLY")).isZero();
        assertThat(service.rows("SETTLEMENT")).isEqualTo(1);
    }

    static IntStream everyRecord() {
        return IntStream.range(0, MEMBERS);
    }

    private SyncRequested killedAt(int record) {
        service.recordsUntilDeath = record;
        SyncRequested run = Requests.run(SYNC, PlainService.LIST);
        service.request(run);
        assertThat(catchThrowable(service::work)).isInstanceOf(PlainService.Killed.class);
        return run;
    }

    /** Each constituent once, and what came twice came with the same identity and content. */
    private void complete(SyncRequested run) {
        assertThat(service.records(run))
                .extracting(ConstituentDelta::constituentNo)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, MEMBERS).boxed().toList());
        assertThat(service.records(run)).extracting(ConstituentDelta::sequence).doesNotHaveDuplicates();
    }
}
