package org.datasync.connector.run;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.datasync.connector.testing.AccountResource;
import org.datasync.connector.testing.ConnectorTest;
import org.datasync.connector.testing.Plan;
import org.datasync.contracts.Event;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.run.v1.RunDecided.Decision;
import org.datasync.contracts.sync.v1.SyncDeleted;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@QuarkusTestResource(AccountResource.class)
class RunIT extends ConnectorTest {

    @Test
    void everythingMayComeTwiceAndInAnyOrder() {
        account.addContact(address(20), name);
        var plan = plan().add(addresses(20)).remove(address(20));
        List<Event> events = new ArrayList<>(plan.all());
        events.addAll(plan.all());
        Collections.shuffle(events, new Random(7));

        publish(events);

        awaitSettled(plan.runId, 21);
        awaitClosed(plan.runId);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(21);
        assertThat(account.tagged(name)).isEqualTo(20);
    }

    @Test
    void aRunIsOverWhenAllItsRecordsHaveCome() {
        var plan = plan().add(addresses(3));
        publish(plan.records().subList(0, 2));
        publish(plan.computed());
        awaitSettled(plan.runId, 2);
        assertThat(state(plan.runId)).isEqualTo("OPEN");

        publish(plan.records().subList(2, 3));

        awaitSettled(plan.runId, 3);
        awaitClosed(plan.runId);
    }

    @Test
    void recordsOfAFinishedRunAreRefused() {
        var plan = plan().add(addresses(2));
        publish(plan.all());
        awaitClosed(plan.runId);
        account.untag(address(0), name);
        var late = plan().add(address(9));

        publish(plan.all());
        publish(late.all());

        awaitSettled(late.runId, 1);
        assertThat(settlements().entries(plan.runId)).hasSize(2);
        assertThat(account.tagsOf(address(0))).isEmpty();
        given().get("/q/metrics").then().body(containsString("datasync_change_refused_total{run=\"finished\"}"));
    }

    @Test
    void recordsOfAnUnknownRunOlderThanTheTopicAreRefused() {
        var old = plan().requestedAt(Instant.now().minus(Duration.ofDays(8))).add(addresses(2));
        var fresh = plan().add(address(9));

        publish(old.all());
        publish(fresh.all());

        awaitSettled(fresh.runId, 1);
        assertThat(settlements().entries(old.runId)).isEmpty();
        assertThat(account.tagsOf(address(0))).isEmpty();
    }

    @Test
    void aDecisionBeforeItsRunIsAppliedWhenTheRunComes() {
        var plan = plan().add(addresses(4));
        publish(plan.decided(Decision.CANCELLED));
        eventually(() -> assertThat(state(plan.runId)).isEqualTo("CANCELLING"));

        publish(plan.records());
        publish(plan.computed(DeltaComputed.Outcome.CANCELLED));

        awaitSettled(plan.runId, 4);
        assertThat(count(plan.runId, Outcome.CANCELLED)).isEqualTo(4);
        assertThat(account.tagged(name)).isZero();
        awaitClosed(plan.runId);
    }

    @Test
    void aRunWithoutRecordsIsOverThoughNoOtherIsUnderWay() {
        // Other tests leave runs whose closing record never comes.
        execute("UPDATE connector.run SET state = 'CLOSED' WHERE state <> 'CLOSED' AND settled_rows = received_rows");
        eventually(() -> assertThat(text("SELECT COUNT(*) FROM connector.run WHERE state <> 'CLOSED'"))
                .isEqualTo("0"));
        var plan = plan();

        publish(plan.computed());

        awaitClosed(plan.runId);
    }

    @Test
    void aCancelAfterTheEndOfARunWithoutRecordsDoesNotOpenIt() {
        var plan = plan();
        publish(plan.computed(DeltaComputed.Outcome.CANCELLED));
        awaitClosed(plan.runId);

        var later = plan();
        publish(plan.decided(Decision.CANCELLED));
        publish(later.decided(Decision.CANCELLED));

        eventually(() -> assertThat(state(later.runId)).isEqualTo("CANCELLING"));
        assertThat(state(plan.runId)).isEqualTo("CLOSED");
        publish(later.computed(DeltaComputed.Outcome.CANCELLED));
        awaitClosed(later.runId);
    }

    @Test
    void cancellingStopsBetweenCallsAndTheBooksBalance() {
        for (var address : addresses(40)) {
            account.addContact(address, name);
        }
        account.fault("{\"kind\":\"DELAY\",\"route\":\"DELETE /contactTags/{id}\",\"times\":0,\"delay\":\"PT0.2S\"}");
        var plan = plan().remove(addresses(40));
        publish(plan.all());
        eventually(() -> assertThat(count(plan.runId, Outcome.DONE)).isPositive());

        publish(plan.decided(Decision.CANCELLED));

        awaitSettled(plan.runId, 40);
        assertThat(count(plan.runId, Outcome.CANCELLED)).isPositive();
        assertThat(account.tagged(name)).isEqualTo((int) count(plan.runId, Outcome.CANCELLED));
        awaitClosed(plan.runId);
    }

    @Test
    void aSmallRunIsOverLongBeforeALargeOne() {
        int other = account.addTag(name + "-small");
        for (var address : addresses(60)) {
            account.addContact(address, name, name + "-small");
        }
        account.fault("{\"kind\":\"DELAY\",\"route\":\"DELETE /contactTags/{id}\",\"times\":0,\"delay\":\"PT0.1S\"}");
        var large = plan().remove(addresses(60)).add("new" + address(1));
        var small = new Plan(other, name + "-small").remove(addresses(3)).add("new" + address(1));
        publish(large.all());
        eventually(() -> assertThat(count(large.runId, Outcome.DONE)).isPositive());

        publish(small.all());

        awaitSettled(small.runId, 4);
        assertThat(count(large.runId, Outcome.DONE)).isLessThan(50);
        account.clearFaults();
        awaitSettled(large.runId, 61);
        assertThat(account.tagsOf("new" + address(1))).containsExactlyInAnyOrder(name, name + "-small");
    }

    @Test
    void whatWasInDoubtWhenTheRunWasCancelledStaysUnknown() {
        account.fault("{\"kind\":\"RESET\",\"route\":\"POST /contactTags\",\"afterEffect\":true}");
        account.fault("{\"kind\":\"STATUS\",\"route\":\"POST /contact/sync\",\"status\":500,\"times\":0,\"skip\":1}");
        var plan = plan().processing(true, true).add(address(1));
        publish(plan.all());
        eventually(() -> assertThat(text("SELECT attempt FROM connector.tag_change WHERE in_doubt = 1 AND run_no ="
                        + " (SELECT run_no FROM connector.run WHERE run_id = '" + plan.runId + "')"))
                .isNotNull());

        publish(plan.decided(Decision.CANCELLED));

        awaitSettled(plan.runId, 1);
        assertThat(count(plan.runId, Outcome.UNKNOWN)).isEqualTo(1);
        assertThat(account.tagged(name)).isEqualTo(1);
    }

    @Test
    void settlementsArePublishedAgainOnDemand() {
        var plan = plan().add(addresses(3));
        publish(plan.all());
        awaitClosed(plan.runId);
        int events = settlements().events(plan.runId).size();

        publish(plan.decided(Decision.REPUBLISH));

        eventually(() -> assertThat(settlements().events(plan.runId)).hasSize(2 * events));
        assertThat(settlements().entries(plan.runId)).hasSize(3);
    }

    @Test
    void aMissingTagFailsTheRunAndRefusesNothing() {
        var plan = new Plan(999_999, "Gone").add(addresses(3)).remove(address(4));

        publish(plan.all());

        awaitSettled(plan.runId, 4);
        assertThat(count(plan.runId, Outcome.FAILED)).isEqualTo(4);
        assertThat(settlements().events(plan.runId))
                .extracting(TagChangesSettled::runFailure)
                .filteredOn(failure -> failure != null)
                .singleElement()
                .satisfies(failure -> assertThat(failure.code()).isEqualTo("TAG_MISSING"));
        awaitClosed(plan.runId);
    }

    @Test
    void aRenamedTagFailsTheRun() {
        var plan = new Plan(tag, name + " as it was").add(addresses(2));

        publish(plan.all());

        awaitSettled(plan.runId, 2);
        assertThat(count(plan.runId, Outcome.FAILED)).isEqualTo(2);
        assertThat(settlements().events(plan.runId).get(0).runFailure().code()).isEqualTo("TAG_RENAMED");
        assertThat(account.contact(address(0))).isEmpty();
    }

    @Test
    void largeRunsAreToldInSeveralEvents() {
        var plan = plan().add(addresses(1_200));

        publish(plan.all());

        awaitSettled(plan.runId, 1_200);
        assertThat(settlements().events(plan.runId)).hasSizeGreaterThan(2);
        awaitClosed(plan.runId);
    }

    @Test
    void aDeletedSyncLeavesNoStoredIds() {
        var plan = plan().processing(true, true).add(address(1));
        publish(plan.all());
        awaitClosed(plan.runId);
        assertThat(text("SELECT COUNT(*) FROM connector.association WHERE tag_id = '" + tag + "'"))
                .isEqualTo("1");

        publish(new SyncDeleted(plan.syncId, Instant.now()));

        eventually(() -> assertThat(text("SELECT COUNT(*) FROM connector.association WHERE tag_id = '" + tag + "'"))
                .isEqualTo("0"));
    }
}
