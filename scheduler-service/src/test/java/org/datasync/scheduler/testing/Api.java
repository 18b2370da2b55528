package org.datasync.scheduler.testing;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;

/** The operators' API as a client sees it, and definitions with plausible defaults. */
public final class Api {
    private Api() {}

    /** A complete request of an add-and-remove sync, every day at 06:00. */
    public static Map<String, Object> definition() {
        var definition = new HashMap<String, Object>();
        definition.put("description", "Members get the member journey");
        definition.put("listNo", 101);
        definition.put("tag", Map.of("id", "7", "name", "Tag 7"));
        definition.put("jobType", "ADD_AND_REMOVE");
        definition.put("schedule", Map.of("frequency", "DAILY", "timeOfDay", "06:00"));
        return definition;
    }

    public static Map<String, Object> definition(String field, Object value) {
        var definition = definition();
        definition.put(field, value);
        return definition;
    }

    public static RequestSpecification json(Object body) {
        return given().contentType(ContentType.JSON).body(body);
    }

    public static int create(Map<String, Object> definition) {
        return json(definition)
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    public static int createOn(Map<String, Object> definition) {
        int id = create(definition);
        switchTo(id, "ON");
        return id;
    }

    public static void switchTo(int id, String status) {
        json(Map.of("status", status))
                .header("If-Match", "*")
                .put("/api/v1/data-syncs/" + id + "/status")
                .then()
                .statusCode(200);
    }

    /** Queues a manual run and returns its id. */
    public static String start(int syncId) {
        return json(Map.of("mode", "DELTA"))
                .post("/api/v1/data-syncs/" + syncId + "/runs")
                .then()
                .statusCode(202)
                .extract()
                .path("id");
    }

    public static JsonPath run(String id) {
        return given().get("/api/v1/runs/" + id)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static String state(String id) {
        return run(id).getString("state");
    }

    public static JsonPath runsOf(int syncId) {
        return given().get("/api/v1/runs?limit=500&syncId=" + syncId)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public static ValidatableResponse post(String path) {
        return given().contentType(ContentType.JSON).post(path).then();
    }

    /** @param query with its question mark, or empty */
    public static ValidatableResponse importYaml(String yaml, String query) {
        return given().config(config().encoderConfig(encoderConfig()
                        .encodeContentTypeAs("application/yaml", ContentType.TEXT)
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .contentType("application/yaml")
                .body(yaml)
                .post("/api/v1/data-syncs/import" + query)
                .then();
    }
}
