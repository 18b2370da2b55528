package org.datasync.connector.operations;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.notNullValue;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.datasync.connector.testing.AccountResource;
import org.datasync.connector.testing.ConnectorTest;
import org.datasync.contracts.delta.v1.Profile;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@QuarkusTestResource(AccountResource.class)
class AccountResourceIT extends ConnectorTest {
    @Inject
    MeterRegistry meters;

    @Test
    void theAccountTellsItsStateItsQuotaAndTheFieldsItHasNot() {
        String field = "F" + tag;
        double before = meters.counter("datasync.fields.unknown").count();
        var plan =
                plan().profile(new Profile("Ada", "Byron", Map.of(field, "x"))).add(addresses(3));
        publish(plan.all());
        awaitSettled(plan.runId, 3);
        assertThat(meters.counter("datasync.fields.unknown").count() - before).isEqualTo(1);

        // Written down every few seconds.
        eventually(() -> given().get("/api/v1/account")
                .then()
                .statusCode(200)
                .body("state", equalTo("CONNECTED"))
                .body("connected", equalTo(true))
                .body("reason", equalTo(null))
                .body("pausedUntil", equalTo(null))
                .body("quota.requestsLastMinute", greaterThan(0))
                .body("quota.importsLastMinute", greaterThan(0))
                .body("quota.mostRequestsPerSecond", equalTo(1000.0f))
                .body("quota.mostImportsPerMinute", equalTo(60000.0f))
                .body("seenAt", notNullValue())
                .body("unknownFields", hasItem(field)));
    }

    @Test
    void theQueueTellsWhenARunIsExpectedToEnd() {
        account.fault("{\"kind\":\"STATUS\",\"route\":\"GET /tags/{id}\",\"status\":500,\"times\":0}");
        var plan = plan().add(addresses(3)).remove(address(4));
        publish(plan.all());

        String run = "items.find { it.runId == '%s' }.".formatted(plan.runId);
        eventually(() -> given().get("/api/v1/queue")
                .then()
                .statusCode(200)
                .body(run + "syncId", equalTo(plan.syncId))
                .body(run + "state", equalTo("OPEN"))
                .body(run + "received", equalTo(4))
                .body(run + "settled", equalTo(0))
                .body(run + "complete", equalTo(true))
                .body(run + "expectedEnd", notNullValue()));

        account.clearFaults();
        awaitSettled(plan.runId, 4);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(3);
    }

    @Test
    void customFieldsAreChoicesForTheForm() {
        account.addField(5_000 + tag, "CHOICE_" + tag);

        eventually(() -> given().get("/api/v1/fields")
                .then()
                .statusCode(200)
                .body("items.personalisationTag", hasItem("CHOICE_" + tag))
                .body("items.id", hasItem(Integer.toString(5_000 + tag))));
    }

    @Test
    void theApiDescribesItself() {
        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body(
                        "paths",
                        allOf(
                                hasKey("/api/v1/account"),
                                hasKey("/api/v1/account/test"),
                                hasKey("/api/v1/fields"),
                                hasKey("/api/v1/queue"),
                                hasKey("/api/v1/tags"),
                                hasKey("/api/v1/tags/{id}")));
    }

    @Test
    void whatIsWrongWithARequestIsAProblemDocument() {
        given().queryParam("search", "x".repeat(251))
                .get("/api/v1/tags")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].field", equalTo("search"));
        given().get("/api/v1/nothing").then().statusCode(404).contentType("application/problem+json");
        given().contentType("application/json")
                .post("/api/v1/queue")
                .then()
                .statusCode(405)
                .contentType(containsString("application/problem+json"));
    }
}
