package org.datasync.scheduler.sync;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.datasync.scheduler.testing.Api.create;
import static org.datasync.scheduler.testing.Api.createOn;
import static org.datasync.scheduler.testing.Api.definition;
import static org.datasync.scheduler.testing.Api.importYaml;
import static org.datasync.scheduler.testing.Api.json;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.util.Map;
import java.util.UUID;
import org.datasync.scheduler.testing.SchedulerTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SchedulerTest
class TransferIT {
    private final String description = "Sync " + UUID.randomUUID();

    @Test
    void anExportIsTheSameTwiceAndHasNoIds() {
        createOn(definition("description", description));

        String first = export();

        assertThat(export()).isEqualTo(first);
        assertThat(first)
                .contains("description: \"" + description + "\"", "timeOfDay: \"06:00\"", "status: \"ON\"")
                .doesNotContain("nextRunAt", "version");
    }

    @Test
    void anExportImportedAgainChangesNothing() {
        create(definition("description", description));

        var actions =
                importYaml(withOnly(description), "").statusCode(200).extract().jsonPath();

        assertThat(actions.getList("items.action")).containsOnly("UNCHANGED");
    }

    @Test
    void aDryRunTellsTheDifferenceAndSavesNothing() {
        int id = create(definition("description", description));
        String edited = withOnly(description).replace("06:00", "07:30");

        importYaml(edited, "?dryRun=true")
                .statusCode(200)
                .body("dryRun", equalTo(true))
                .body("items", hasSize(1))
                .body("items[0].id", equalTo(id))
                .body("items[0].action", equalTo("CHANGE"))
                .body("items[0].changes.field", contains("schedule"))
                .body("items[0].changes[0].before.timeOfDay", equalTo("06:00"))
                .body("items[0].changes[0].after.timeOfDay", equalTo("07:30"));

        given().get("/api/v1/data-syncs/" + id)
                .then()
                .body("version", equalTo(1))
                .body("schedule.timeOfDay", equalTo("06:00"));
    }

    @Test
    void anImportChangesAndCreatesAndSwitchesOnOnlyWhenAsked() {
        int id = createOn(definition("description", description));
        String other = "Other " + UUID.randomUUID();
        String edited = withOnly(description).replace("06:00", "07:30")
                + withOnly(description).replace("dataSyncs:\n", "").replace(description, other);

        var created = importYaml(edited, "").statusCode(200).body("items.action", contains("CHANGE", "CREATE"));
        int otherId = created.extract().path("items[1].id");
        given().get("/api/v1/data-syncs/" + id).then().body("schedule.timeOfDay", equalTo("07:30"));
        given().get("/api/v1/data-syncs/" + otherId).then().body("status", equalTo("OFF"));

        importYaml(edited, "?activate=true").statusCode(200).body("items[1].switchedOn", equalTo(true));
        given().get("/api/v1/data-syncs/" + otherId).then().body("status", equalTo("ON"));
    }

    @Test
    void oneWrongDefinitionSavesNone() {
        String good = "dataSyncs:\n" + item("Good " + description, 101);
        String wrong = item("Wrong " + description, 102).replace("DAILY", "HOURLY");

        importYaml(good + wrong, "")
                .statusCode(400)
                .body("errors.field", contains("dataSyncs[1].schedule.frequency", "dataSyncs[1].listNo"));

        assertThat(export()).doesNotContain("Good " + description);
    }

    @Test
    void whatIsNoYamlIsRefused() {
        importYaml("dataSyncs: [", "").statusCode(400);
        importYaml("- 1", "").statusCode(400).body("errors.field", contains("dataSyncs"));
        importYaml("dataSyncs: [1]", "").statusCode(400).body("errors.field", contains("dataSyncs[0]"));
        importYaml("dataSyncs:\n" + item(description, 101) + item(description, 101), "")
                .statusCode(400)
                .body("errors.field", contains("dataSyncs[1].description"));
        json("{}").post("/api/v1/data-syncs/import").then().statusCode(415);
    }

    /** Without quotes ON is a boolean to many readers of YAML; here it is what it looks like. */
    @Test
    void aStatusNeedsNoQuotes() {
        String yaml = "dataSyncs:\n" + item(description, 101) + "  status: ON\n";

        int id = importYaml(yaml, "?activate=true")
                .statusCode(200)
                .body("items[0].switchedOn", equalTo(true))
                .extract()
                .path("items[0].id");

        given().get("/api/v1/data-syncs/" + id).then().body("status", equalTo("ON"));
        importYaml(yaml.replace("ON", "SOMETIMES"), "")
                .statusCode(400)
                .body("errors.field", contains("dataSyncs[0].status"));
    }

    @Test
    void theAuditTellsWhoDidWhat() {
        int id = createOn(definition("description", description));
        json(definition("description", description + " edited"))
                .header("If-Match", "*")
                .put("/api/v1/data-syncs/" + id)
                .then()
                .statusCode(200);

        given().get("/api/v1/audit?syncId=" + id)
                .then()
                .statusCode(200)
                .body("items.action", contains("SYNC_CHANGED", "SYNC_SWITCHED_ON", "SYNC_CREATED"))
                .body("items[0].detail", equalTo("description"))
                .body("items.actor", hasItem("operator"))
                .body("nextCursor", nullValue());
        String cursor = given().get("/api/v1/audit?limit=1&syncId=" + id)
                .then()
                .extract()
                .path("nextCursor");
        given().get("/api/v1/audit?limit=1&syncId=" + id + "&cursor=" + cursor)
                .then()
                .body("items.action", contains("SYNC_SWITCHED_ON"));
        given().get("/api/v1/audit?runId=x").then().statusCode(400);
    }

    @Test
    void theNewNameOfTheSameTagIsTakenOver() {
        int id = createOn(definition("tag", Map.of("id", "renamed", "name", "Old name")));

        given().contentType("application/json")
                .post("/api/v1/data-syncs/" + id + "/tag/accept-rename")
                .then()
                .statusCode(200)
                .body("tag.name", equalTo("New name"))
                .body("version", equalTo(3));
    }

    private static String item(String description, int listNo) {
        return """
                - description: "%s"
                  listNo: %d
                  tag: {id: "7"}
                  schedule: {frequency: "DAILY", timeOfDay: "06:00"}
                """.formatted(description, listNo);
    }

    private static String export() {
        return given().get("/api/v1/data-syncs/export")
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static String withOnly(String description) {
        String all = export();
        int start = all.indexOf("- description: \"" + description + "\"");
        int end = all.indexOf("- description:", start + 1);
        return "dataSyncs:\n" + all.substring(start, end < 0 ? all.length() : end);
    }
}
