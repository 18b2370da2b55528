package org.datasync.scheduler;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datasync.scheduler.testing.Api.create;
import static org.datasync.scheduler.testing.Api.definition;
import static org.datasync.scheduler.testing.Api.importYaml;
import static org.datasync.scheduler.testing.Api.json;
import static org.datasync.scheduler.testing.Api.post;
import static org.datasync.scheduler.testing.Api.start;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.datasync.scheduler.testing.SchedulerTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One of the other services is gone: what needs it says so and changes nothing, and everything else goes on. */
@QuarkusTest
@SchedulerTest
class OutageIT {
    @ConfigProperty(name = "quarkus.rest-client.delta-service.url")
    String peers;

    private final String description = "Outage " + UUID.randomUUID();
    private int id;
    private String before;

    @BeforeEach
    void remember() {
        id = create(definition("description", description));
        before = everything();
    }

    @AfterEach
    void comeBack() {
        given().get(peers + "/down?none");
    }

    private void goes(String service) {
        given().get(peers + "/down?" + service).then().statusCode(200);
    }

    private static String everything() {
        return given().get("/api/v1/audit?limit=3").asString()
                + given().get("/api/v1/data-syncs/export").asString();
    }

    private void refused(ValidatableResponse answer, String service) {
        answer.statusCode(503)
                .contentType("application/problem+json")
                .body("detail", containsString(service + " does not answer"));
        assertThat(everything()).isEqualTo(before);
    }

    private ValidatableResponse edit(String field, Object value) {
        Map<String, Object> edited = definition("description", description);
        edited.put(field, value);
        return json(edited)
                .header("If-Match", "\"1\"")
                .put("/api/v1/data-syncs/" + id)
                .then();
    }

    private ValidatableResponse importOf(int listNo, String tag) {
        return importYaml("""
                dataSyncs:
                - {description: "%s", listNo: %d, tag: {id: "%s"}, schedule: {frequency: DAILY, timeOfDay: "06:00"}}
                - {description: "New %s", listNo: 101, tag: {id: "7"},
                   schedule: {frequency: DAILY, timeOfDay: "06:00"}}
                """.formatted(description, listNo, tag, description), "");
    }

    @Test
    void withoutDeltaServiceNoListIsTakenOnTrust() {
        goes("delta-service");

        refused(json(definition()).post("/api/v1/data-syncs").then(), "delta-service");
        refused(edit("listNo", 103), "delta-service");
        refused(edit("filters", Map.of("contactPointPurposes", List.of(3))), "delta-service");
        refused(edit("filters", Map.of("eaddressTypes", List.of(3))), "delta-service");
        refused(edit("filters", Map.of("ignoreContactPermissions", true)), "delta-service");
        refused(importOf(101, "7"), "delta-service");
        refused(post("/api/v1/data-syncs/" + id + "/previews"), "delta-service");
        for (String choices : List.of("lists", "contact-point-purposes", "eaddress-types", "contact-permission")) {
            refused(given().get("/api/v1/" + choices).then(), "delta-service");
        }
    }

    @Test
    void withoutDeltaServiceThePlanOfARunIsNotShownAsEmpty() {
        String run = "/api/v1/runs/" + start(id);
        before = everything();
        goes("delta-service");

        refused(given().get(run + "/rows").then(), "delta-service");
        refused(given().accept("text/csv").get(run + "/rows").then(), "delta-service");
        given().get(run).then().statusCode(200);
    }

    /** Rows that are missing at the end must not look like the end. */
    @Test
    void aListingThatBreaksOffIsNotTakenForComplete() {
        URI rows = URI.create(
                "http://localhost:%d/api/v1/runs/%s/rows?outcome=UNKNOWN".formatted(RestAssured.port, start(id)));
        HttpRequest request =
                HttpRequest.newBuilder(rows).header("Accept", "text/csv").build();

        assertThatThrownBy(() -> HttpClient.newHttpClient().send(request, BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void withoutTheConnectorNoTagIsTakenOnTrust() {
        goes("prospect2-connector");

        refused(json(definition()).post("/api/v1/data-syncs").then(), "prospect2-connector");
        refused(edit("tag", Map.of("id", "8")), "prospect2-connector");
        refused(importOf(101, "8"), "prospect2-connector");
        refused(post("/api/v1/data-syncs/" + id + "/tag/accept-rename"), "prospect2-connector");
        refused(given().get("/api/v1/tags").then(), "prospect2-connector");
    }

    @Test
    void whatAnEditLeavesAsItIsNeedsNobody() {
        goes("delta-service");
        edit("schedule", Map.of("frequency", "DAILY", "timeOfDay", "07:30")).statusCode(200);
        goes("prospect2-connector");
        given().header("If-Match", "\"2\"")
                .contentType("application/json")
                .body("{\"status\":\"ON\"}")
                .put("/api/v1/data-syncs/" + id + "/status")
                .then()
                .statusCode(200);
        given().header("If-Match", "*")
                .contentType("application/json")
                .body("{\"status\":\"OFF\"}")
                .put("/api/v1/data-syncs/" + id + "/status")
                .then()
                .statusCode(200);
        start(id);
    }

    @Test
    void withoutNotificationServiceOnlyItsMailsAreUnknown() {
        goes("notification-service");

        int saved = create(definition("notify", List.of(Map.of("address", "box-office@example.org"))));
        given().get("/api/v1/data-syncs/" + saved)
                .then()
                .statusCode(200)
                .body("notify[0].address", equalTo("box-office@example.org"))
                .body("warnings", hasItem(containsString("notification-service does not answer")));
        String run = start(saved);
        before = everything();
        refused(given().get("/api/v1/runs/" + run + "/deliveries").then(), "notification-service");
    }
}
