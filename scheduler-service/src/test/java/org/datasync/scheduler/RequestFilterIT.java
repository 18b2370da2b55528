package org.datasync.scheduler;

import static io.restassured.RestAssured.given;
import static org.datasync.scheduler.testing.Api.definition;
import static org.datasync.scheduler.testing.Api.json;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
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

    @Test
    void aBodyThatIsTooLargeIsRefused() {
        json(definition("description", "x".repeat(1_100_000)))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(413);
    }
}
