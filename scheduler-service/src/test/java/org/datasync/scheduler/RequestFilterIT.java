package org.datasync.scheduler;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.datasync.scheduler.testing.Api.definition;
import static org.datasync.scheduler.testing.Api.json;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.datasync.scheduler.testing.ApiDocument;
import org.datasync.scheduler.testing.SchedulerTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@SchedulerTest
class RequestFilterIT {
    @Test
    void aRequestOfAnotherSiteIsRefused() {
        json(definition())
                .header("Origin", "https://evil.example")
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("detail", containsString("Origin"));
        json(definition())
                .header("Origin", "http://localhost:" + RestAssured.port)
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(201);
    }

    @Test
    void aCommandWithoutMediaTypeIsRefused() {
        given().noContentType()
                .post("/api/v1/runs/0b0e0000-0000-4000-8000-000000000000/approve")
                .then()
                .statusCode(415)
                .body("status", equalTo(415));
    }

    @Test
    void answersTellBrowsersToBeStrict() {
        given().get("/api/v1/data-syncs")
                .then()
                .statusCode(200)
                .header("X-Content-Type-Options", "nosniff")
                .header("X-Frame-Options", "DENY")
                .header("Cache-Control", "no-store")
                .header("Content-Security-Policy", containsString("frame-ancestors 'none'"));
    }

    /** Every operation with its answers, and every schema: nothing is lost on the way, and nothing comes in. */
    @Test
    void theServedDocumentIsTheCommittedOne() throws Exception {
        JsonNode served = new ObjectMapper()
                .readTree(given().get("/q/openapi?format=json")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asString());

        for (String part :
                List.of("/info", "/paths", "/components/schemas", "/components/parameters", "/components/responses")) {
            assertThat(shape(served.at(part))).as(part).isEqualTo(shape(ApiDocument.ROOT.at(part)));
        }
    }

    /** All names in a part of the document. */
    private static Set<String> shape(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.properties().forEach(field -> {
            names.add(field.getKey());
            shape(field.getValue()).forEach(name -> names.add(field.getKey() + "/" + name));
        });
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            String place = i + "/";
            shape(node.get(i)).forEach(name -> names.add(place + name));
        }
        return names;
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        json(definition("description", "x".repeat(1_100_000)))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(413);
    }
}
