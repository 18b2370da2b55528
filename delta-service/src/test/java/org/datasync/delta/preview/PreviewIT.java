package org.datasync.delta.preview;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.delta.world.Requests;
import org.datasync.delta.world.TessituraResource;
import org.datasync.delta.world.TestList;
import org.datasync.delta.world.Topics;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(TessituraResource.class)
class PreviewIT {
    @Inject
    ObjectMapper mapper;

    private TestList list;
    private int syncId;

    @BeforeEach
    void create() throws SQLException {
        list = new TestList();
        syncId = Requests.newNumber();
    }

    @Test
    void aPreviewShowsWhatARunWouldDoAndTouchesNothing() throws Exception {
        list.has(1, 4);
        SyncDefinition definition = settled(4);
        list.loses(1, 1).has(5, 6);

        String id = start(syncId, definition);

        JsonPath preview = finished(id);
        assertThat(preview.getString("state")).isEqualTo("READY");
        assertThat(preview.getInt("counts.added")).isEqualTo(2);
        assertThat(preview.getInt("counts.removed")).isEqualTo(1);
        assertThat(preview.getInt("counts.unchanged")).isEqualTo(3);
        assertThat(preview.getInt("counts.untag.planned")).isEqualTo(1);
        given().queryParam("change", "REMOVE")
                .get("/api/v1/previews/" + id + "/rows")
                .then()
                .body("items", hasSize(1))
                .body("items[0].constituentNo", is(list.constituent(1)))
                .body("items[0].addresses[0].operation", is("UNTAG"))
                .body("items[0].profile.fields.CUSTOMER_NO", is(Integer.toString(list.constituent(1))));
        assertThat(TestList.query("SELECT COUNT(*) FROM dbo.LT_P2_LIST_CONTENTS WHERE sync_id = " + syncId))
                .isEqualTo("4");
        assertThat(TestList.query("SELECT COUNT(*) FROM dbo.LT_P2_RUN WHERE sync_id = " + syncId))
                .isEqualTo("1");
    }

    @Test
    void aDefinitionThatIsNotSavedIsComparedWithNothing() throws Exception {
        list.has(1, 3);

        JsonPath preview = finished(start(null, definition()));

        assertThat(preview.getInt("counts.added")).isEqualTo(3);
        assertThat(preview.getInt("counts.tag.planned")).isEqualTo(3);
    }

    @Test
    void aBrokenOutputSetIsAReasonForPeople() throws Exception {
        list.has(1, 3);
        TestList.run("INSERT INTO dbo.TR_QUERY_ELEMENT (id, description, group_id, data_select) VALUES ("
                + list.number() + ", 'Broken', 1, 'no_such_column')");
        TestList.run("INSERT INTO dbo.TX_QUERY_ELEMENT (id, query_no, element_no) VALUES (" + list.number() + ", "
                + list.number() + ", " + list.number() + ")");
        TestList.run("UPDATE dbo.T_LIST SET query_no = " + list.number() + " WHERE list_no = " + list.number());

        JsonPath preview = finished(start(null, definition()));

        assertThat(preview.getString("state")).isEqualTo("FAILED");
        assertThat(preview.getString("reason")).contains("Broken");
    }

    @Test
    void aFailedGenerationFailsThePreview() throws Exception {
        TestList.run("UPDATE dbo.T_LIST SET criteria = 'SELECT 1 / 0 AS customer_no' WHERE list_no = " + list.number());

        JsonPath preview = finished(start(null, definition()));

        assertThat(preview.getString("state")).isEqualTo("FAILED");
        assertThat(preview.getString("reason")).contains("could not generate");
    }

    @Test
    void anUnknownPreviewIsNotFound() {
        RestAssured.get("/api/v1/previews/" + UUID.randomUUID())
                .then()
                .statusCode(404)
                .contentType("application/problem+json");
    }

    @Test
    void aConstituentIsExplained() throws Exception {
        list.has(1, 2);
        SyncDefinition definition = settled(2);
        list.has(3, 3);
        TestList.run("UPDATE dbo.T_EADDRESS SET inactive = 'Y' WHERE customer_no = " + list.constituent(2));

        given().contentType("application/json")
                .body(mapper.writeValueAsString(definition))
                .post("/api/v1/data-syncs/" + syncId + "/explain/" + list.constituent(2))
                .then()
                .statusCode(200)
                .body("exists", is(true))
                .body("member", is(true))
                .body("inBaseline", is(true))
                .body("change", is("NONE"))
                .body("listGeneratedAt", notNullValue())
                .body("addresses[0].rule", is("INACTIVE"))
                .body("recorded[0].state", is("TAGGED"))
                .body("outcomes[0].change", is("ADD"))
                .body("outcomes[0].addresses[0].outcome", is("DONE"));
        given().get("/api/v1/constituents/" + list.constituent(1) + "/history")
                .then()
                .statusCode(200)
                .body("items", hasSize(1))
                .body("items[0].syncId", is(syncId));
    }

    @Test
    void choicesOfTheFormComeFromTessitura() {
        given().queryParam("search", Integer.toString(list.number()))
                .get("/api/v1/lists")
                .then()
                .statusCode(200)
                .body("items[0].listNo", is(list.number()));
        given().get("/api/v1/contact-point-purposes").then().body("items.description", notNullValue());
        given().get("/api/v1/contact-permission")
                .then()
                .body("configured", is(true))
                .body("typeId", is(1));
        given().get("/api/v1/lists/108").then().statusCode(404).body("detail", containsString("control group"));
        given().get("/q/health/ready").then().statusCode(200);
    }

    private SyncDefinition definition() {
        return Requests.run(syncId, list.number()).definition();
    }

    /** The first run of the sync, with everybody tagged. */
    private SyncDefinition settled(int members) throws SQLException {
        try (Topics topics = new Topics()) {
            SyncRequested run = Requests.run(syncId, list.number());
            topics.send(run);
            await().pollInterval(Duration.ofMillis(20)).atMost(15, SECONDS).untilAsserted(() -> assertThat(
                            topics.constituents(run.runId()))
                    .hasSize(members));
            topics.send(Requests.settled(run, 1, Outcome.DONE, topics.constituents(run.runId())));
            await().pollInterval(Duration.ofMillis(20)).atMost(15, SECONDS).untilAsserted(() -> assertThat(
                            TestList.query("SELECT state FROM dbo.LT_P2_RUN WHERE run_id = '" + run.runId() + "'"))
                    .isEqualTo("SETTLED"));
            return run.definition();
        }
    }

    private String start(Integer sync, SyncDefinition definition) throws Exception {
        Map<String, Object> body = new HashMap<>();
        body.put("syncId", sync);
        body.put("definition", definition);
        body.put("otherSyncIds", List.of());
        return given().contentType("application/json")
                .body(mapper.writeValueAsString(body))
                .post("/api/v1/previews")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    private static JsonPath finished(String id) {
        await().pollInterval(Duration.ofMillis(20)).atMost(15, SECONDS).untilAsserted(() -> assertThat(
                        RestAssured.get("/api/v1/previews/" + id).jsonPath().getString("state"))
                .isNotEqualTo("COMPUTING"));
        return RestAssured.get("/api/v1/previews/" + id).jsonPath();
    }
}
