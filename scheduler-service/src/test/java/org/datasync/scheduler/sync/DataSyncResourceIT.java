package org.datasync.scheduler.sync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.datasync.scheduler.testing.Api.create;
import static org.datasync.scheduler.testing.Api.definition;
import static org.datasync.scheduler.testing.Api.json;
import static org.datasync.scheduler.testing.Api.switchTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Tag;
import org.datasync.platform.problem.ProblemException;
import org.datasync.scheduler.testing.SchedulerTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SchedulerTest
class DataSyncResourceIT {
    @Inject
    DataSyncs syncs;

    @Test
    void aSyncIsCreatedOffWithAllDefaults() {
        var minimal = Map.of(
                "description",
                "Subscribers",
                "listNo",
                101,
                "tag",
                Map.of("id", "8", "name", "Tag 8"),
                "schedule",
                Map.of("frequency", "MULTI_DAILY", "startAt", "06:00", "everyMinutes", 15));

        json(minimal)
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(201)
                .header("Location", containsString("/api/v1/data-syncs/"))
                .header("ETag", "\"1\"")
                .body("jobType", equalTo("ADD_ONLY"))
                .body("processing.triggerWebhooks", equalTo(false))
                .body("processing.triggerAutomations", equalTo(true))
                .body("processing.automationsOnFirstRun", equalTo(true))
                .body("filters.contactPointPurposes", hasSize(0))
                .body("filters.primaryOnly", equalTo(false))
                .body("schedule.zone", equalTo("America/New_York"))
                .body("schedule.endAt", nullValue())
                .body("notify", hasSize(0))
                .body("guard.enabled", equalTo(true))
                .body("guard.maxRemovePercent", equalTo(30))
                .body("guard.maxAddPercent", equalTo(100))
                .body("guard.minConstituents", equalTo(50))
                .body("followAddressChanges", equalTo(false))
                .body("status", equalTo("OFF"))
                .body("nextRunAt", nullValue())
                .body("version", equalTo(1));
    }

    @Test
    void allProblemsAreListedAtOnce() {
        var wrong = definition();
        wrong.put("description", "");
        wrong.put("listNo", "101");
        wrong.put("jobType", "REMOVE_ONLY");
        wrong.put(
                "schedule", Map.of("frequency", "MULTI_DAILY", "startAt", "6:00", "everyMinutes", 10, "zone", "Mars"));
        wrong.put("notify", List.of(Map.of("address", "nobody"), Map.of("address", "a@example.org", "when", "NEVER")));
        wrong.put("tag", Map.of("id", "unknown", "name", "x"));

        json(wrong)
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body(
                        "errors.field",
                        containsInAnyOrder(
                                "description",
                                "listNo",
                                "jobType",
                                "schedule.startAt",
                                "schedule.everyMinutes",
                                "schedule.zone",
                                "notify[0].address",
                                "notify[1].when",
                                "tag.id"));
    }

    @Test
    void whatIsNoJsonIsRefusedWithItsPlace() {
        given().contentType(ContentType.JSON)
                .body("{\"description\": ")
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors[0].message", containsString("not valid JSON"));
        given().contentType(ContentType.JSON)
                .body("[1]")
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(400)
                .body("errors[0].message", equalTo("must be a JSON object"));
    }

    @Test
    void anotherMediaTypeIsRefused() {
        given().contentType("text/plain")
                .body("{}")
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    @Test
    void webhooksWithoutAutomationsAreRefusedWithTheReason() {
        json(definition("processing", Map.of("triggerWebhooks", true, "triggerAutomations", false)))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(400)
                .body("errors.field", contains("processing.triggerAutomations"))
                .body("errors[0].message", containsString("a single call always starts automations"));
    }

    @Test
    void aListThatCannotBeUsedIsRefusedWithTheReason() {
        json(definition("listNo", 102))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("listNo"))
                .body("errors[0].message", equalTo("the list is not dynamic"));
    }

    @Test
    void aTagWithAnotherNameIsRefused() {
        json(definition("tag", Map.of("id", "7", "name", "Former member")))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("tag.name"));
    }

    @Test
    void purposesTypesAndPermissionAreAskedFor() {
        var filters = Map.of(
                "contactPointPurposes", List.of(3, 4), "eaddressTypes", List.of(5), "ignoreContactPermissions", true);

        json(definition("filters", filters))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(400)
                .body(
                        "errors.field",
                        contains(
                                "filters.contactPointPurposes[1]",
                                "filters.eaddressTypes[0]",
                                "filters.ignoreContactPermissions"));
    }

    @Test
    void aServiceThatIsDownIsNamed() {
        json(definition("listNo", 999))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("detail", containsString("delta-service"));
        json(definition("tag", Map.of("id", "down", "name", "x")))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(503)
                .body("detail", containsString("prospect2-connector"));
    }

    @Test
    void recipientsAreCountedWithoutCase() {
        var recipients = List.of(
                Map.of("address", "Box-Office@example.org", "when", "EVERY_RUN"),
                Map.of("address", "box-office@example.org", "when", "PROBLEMS"));

        json(definition("notify", recipients))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(201)
                .body("notify", hasSize(1))
                .body("notify[0].when", equalTo("PROBLEMS"));
    }

    @Test
    void fiftyRecipientsAreEnough() {
        var recipients = IntStream.range(0, 51)
                .mapToObj(i -> Map.of("address", "p%d@example.org".formatted(i)))
                .toList();

        json(definition("notify", recipients))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("notify"));
        json(definition("notify", List.of(Map.of("address", "p@elsewhere.test"))))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(400)
                .body("errors[0].field", equalTo("notify[0].address"));
    }

    @Test
    void anEditNeedsTheVersionItIsBasedOn() {
        int id = create(definition());
        var edited = definition("description", "Edited");

        json(edited).put("/api/v1/data-syncs/" + id).then().statusCode(428);
        json(edited)
                .header("If-Match", "\"9\"")
                .put("/api/v1/data-syncs/" + id)
                .then()
                .statusCode(412);
        json(edited)
                .header("If-Match", "\"1\"")
                .put("/api/v1/data-syncs/" + id)
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("description", equalTo("Edited"));
        json(Map.of("status", "ON"))
                .put("/api/v1/data-syncs/" + id + "/status")
                .then()
                .statusCode(428);
        json(Map.of("status", "ON"))
                .header("If-Match", "\"1\"")
                .put("/api/v1/data-syncs/" + id + "/status")
                .then()
                .statusCode(412);
    }

    @Test
    void whatTheServiceDecidesIsIgnoredInAnEdit() {
        int id = create(definition());
        var edited = definition("description", "Edited");
        edited.putAll(Map.of("id", 77, "status", "ON", "nextRunAt", "2020-01-01T00:00:00Z", "version", 40));

        json(edited)
                .header("If-Match", "\"1\"")
                .put("/api/v1/data-syncs/" + id)
                .then()
                .statusCode(200)
                .body("id", equalTo(id))
                .body("status", equalTo("OFF"))
                .body("version", equalTo(2));
    }

    @Test
    void aMisspeltOptionIsNotSilentlyTheDefault() {
        json(definition("guard", Map.of("maxRemovePercents", 5)))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(400)
                .body("errors.field", contains("guard.maxRemovePercents"));
    }

    @Test
    void aSyncThatIsOnKnowsItsNextRunAndKeepsItsTag() {
        int id = create(definition());

        json(Map.of("status", "ON"))
                .header("If-Match", "\"1\"")
                .put("/api/v1/data-syncs/" + id + "/status")
                .then()
                .statusCode(200)
                .header("ETag", "\"2\"")
                .body("nextRunAt", notNullValue());
        json(Map.of("status", "OFF"))
                .header("If-Match", "\"2\"")
                .put("/api/v1/data-syncs/" + id + "/status")
                .then()
                .statusCode(200)
                .body("nextRunAt", nullValue());
        json(definition("tag", Map.of("id", "8", "name", "Tag 8")))
                .header("If-Match", "\"3\"")
                .put("/api/v1/data-syncs/" + id)
                .then()
                .statusCode(409)
                .body("detail", containsString("tag"));
    }

    /** The request was checked before the sync was switched on, and is carried out after that. */
    @Test
    void aTagThatFrozeInTheMeantimeStays() {
        int id = create(definition());
        SyncDefinition old = syncs.present(id).definition();
        SyncDefinition edited = new SyncDefinition(
                old.description(),
                old.listNo(),
                new Tag("8", "Tag 8"),
                old.jobType(),
                old.processing(),
                old.filters(),
                old.schedule(),
                old.recipients(),
                old.guard(),
                old.followAddressChanges());
        switchTo(id, "ON");

        assertThatThrownBy(() -> syncs.edit(id, new Expected(Set.of("*")), edited, "olga"))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("its tag stays");
        switchTo(id, "OFF");
    }

    @Test
    void anUnknownStatusIsRefused() {
        int id = create(definition());

        json(Map.of("status", "MAYBE"))
                .header("If-Match", "\"1\"")
                .put("/api/v1/data-syncs/" + id + "/status")
                .then()
                .statusCode(400)
                .body("errors.field", contains("status"));
    }

    @Test
    void theSameTagInAnotherSyncIsAWarning() {
        create(definition("tag", Map.of("id", "55", "name", "Tag 55")));

        json(definition("tag", Map.of("id", "55", "name", "Tag 55")))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(201)
                .body("warnings", hasItem(containsString("same tag")));
    }

    @Test
    void upcomingTimesCarryTheOffsetOfTheZone() {
        int id = create(definition());

        given().get("/api/v1/data-syncs/" + id + "/upcoming?count=3")
                .then()
                .statusCode(200)
                .body("items", hasSize(3))
                .body("items[0]", endsWith("T06:00:00-05:00"));
        given().get("/api/v1/data-syncs/" + id + "/upcoming?count=1001").then().statusCode(400);
    }

    @Test
    void aDeletedSyncIsGoneAndItsHistoryStays() {
        int id = create(definition());

        given().delete("/api/v1/data-syncs/" + id).then().statusCode(428);
        given().header("If-Match", "\"1\"")
                .delete("/api/v1/data-syncs/" + id + "?tags=perhaps")
                .then()
                .statusCode(400);
        given().header("If-Match", "\"1\"")
                .delete("/api/v1/data-syncs/" + id)
                .then()
                .statusCode(200)
                .body("detail", containsString("tags stay"));
        given().get("/api/v1/data-syncs/" + id).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void syncsArePagedByTheirIds() {
        create(definition());
        create(definition());

        String cursor = given().get("/api/v1/data-syncs?limit=1")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .extract()
                .path("nextCursor");
        given().get("/api/v1/data-syncs?limit=1&cursor=" + cursor)
                .then()
                .statusCode(200)
                .body("items", hasSize(1));
        given().get("/api/v1/data-syncs?limit=none").then().statusCode(400).body("errors.field", contains("limit"));
    }

    @Test
    void whatIsNotThereIsAProblemToo() {
        given().get("/api/v1/data-syncs/987654").then().statusCode(404).contentType("application/problem+json");
        given().get("/api/v1/data-syncs/x").then().statusCode(404).contentType("application/problem+json");
        given().get("/api/v1/nothing").then().statusCode(404).contentType("application/problem+json");
        given().get("/api/v1/runs/x").then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void theChoicesOfTheFormComeFromTheOtherServices() {
        given().get("/api/v1/lists?search=m").then().statusCode(200).body("items[0].listNo", equalTo(101));
        given().get("/api/v1/tags").then().statusCode(200).body("items[0].id", equalTo("7"));
        given().get("/api/v1/contact-point-purposes").then().statusCode(200).body("items[0].id", equalTo(3));
        given().get("/api/v1/eaddress-types").then().statusCode(200);
        given().get("/api/v1/contact-permission").then().statusCode(200).body("configured", equalTo(false));
    }

    @Test
    void aRecipientNoMailReachesIsMarkedAndTheMarkCanBeSentBack() {
        int id = create(definition(
                "notify", List.of(Map.of("address", "Gone@example.org"), Map.of("address", "box-office@example.org"))));

        Map<String, Object> shown = given().get("/api/v1/data-syncs/" + id)
                .then()
                .statusCode(200)
                .body("notify[0].refused.reason", equalTo("550 no such user"))
                .body("notify[0].refused.at", equalTo("2026-11-20T10:00:00Z"))
                .body("notify[1].refused", nullValue())
                .extract()
                .path("$");
        json(shown)
                .header("If-Match", "\"1\"")
                .put("/api/v1/data-syncs/" + id)
                .then()
                .statusCode(200)
                .body("version", equalTo(1));
    }

    @Test
    void thePostOfAPreviewIsAnsweredOnceForEachKey() {
        int id = create(definition());
        String key = UUID.randomUUID().toString();
        String path = "/api/v1/data-syncs/" + id + "/previews";

        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .post(path)
                .then()
                .statusCode(202);
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .post(path)
                .then()
                .statusCode(202)
                .header("Location", endsWith("/api/v1/previews/42"));
        json(definition("description", "Edited"))
                .header("Idempotency-Key", key)
                .post(path)
                .then()
                .statusCode(422);
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .post("/api/v1/data-syncs/" + id + "/runs")
                .then()
                .statusCode(202);
    }

    @Test
    void aPreviewIsComputedByDeltaService() {
        int id = create(definition());

        given().contentType(ContentType.JSON)
                .post("/api/v1/data-syncs/" + id + "/previews")
                .then()
                .statusCode(202)
                .header("Location", endsWith("/api/v1/previews/42"));
        given().get("/api/v1/previews/42").then().statusCode(200).body("state", equalTo("READY"));
        given().get("/api/v1/previews/43").then().statusCode(404);
    }
}
