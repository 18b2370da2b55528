package org.datasync.scheduler;

import static io.restassured.RestAssured.given;
import static org.datasync.scheduler.testing.Api.definition;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.smallrye.jwt.build.Jwt;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import org.datasync.scheduler.testing.SchedulerTest;
import org.junit.jupiter.api.Test;

/** As in production: every request needs a token, here of a provider that is only a pair of keys. */
@QuarkusTest
@SchedulerTest
@TestProfile(AccessIT.Production.class)
class AccessIT {
    private static final KeyPair KEYS = keys();

    public static final class Production implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "datasync.platform.access.required", "true",
                    "quarkus.oidc.tenant-enabled", "true",
                    "quarkus.oidc.application-type", "service",
                    "quarkus.oidc.client-id", "scheduler-service",
                    "quarkus.oidc.public-key", publicKey(),
                    "quarkus.oidc-client.client-enabled", "true",
                    "quarkus.oidc-client.auth-server-url", "${quarkus.rest-client.delta-service.url}",
                    "quarkus.oidc-client.discovery-enabled", "false",
                    "quarkus.oidc-client.token-path", "/token",
                    "quarkus.oidc-client.credentials.secret", "secret");
        }
    }

    @Test
    void withoutATokenNothingIsAnswered() {
        given().get("/api/v1/data-syncs").then().statusCode(401);
        given().header("Authorization", "Bearer nonsense")
                .get("/api/v1/data-syncs")
                .then()
                .statusCode(401);
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200);
    }

    @Test
    void aViewerReadsAndChangesNothing() {
        as("vera", "viewer").get("/api/v1/data-syncs").then().statusCode(200);
        as("vera", "viewer")
                .contentType(ContentType.JSON)
                .body(definition())
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void aStrangerIsToldNothing() {
        as("sam", "box-office").get("/api/v1/data-syncs").then().statusCode(403);
    }

    /** The limit of these tests is as high as the service's own: a minute's worth at once. */
    @Test
    void whoStartsTooManyPreviewsIsToldWhenToComeBackAndNobodyElse() {
        int id = as("paula", "operator")
                .contentType(ContentType.JSON)
                .body(definition())
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        Response answer = startPreview("paula", id);
        for (int i = 0; i < 200 && answer.statusCode() == 202; i++) {
            answer = startPreview("paula", id);
        }

        answer.then()
                .statusCode(429)
                .contentType("application/problem+json")
                .header("Retry-After", Integer::parseInt, greaterThan(0));
        as("paula", "operator").get("/api/v1/previews/42").then().statusCode(200);
        startPreview("quentin", id).then().statusCode(202);
    }

    private static Response startPreview(String name, int id) {
        return as(name, "operator").contentType(ContentType.JSON).post("/api/v1/data-syncs/" + id + "/previews");
    }

    private static RequestSpecification as(String name, String role) {
        String token =
                Jwt.upn(name).subject(name).groups(Set.of(role)).expiresIn(300).sign(KEYS.getPrivate());
        return given().header("Authorization", "Bearer " + token);
    }

    private static String publicKey() {
        return Base64.getEncoder().encodeToString(KEYS.getPublic().getEncoded());
    }

    private static KeyPair keys() {
        try {
            // The same for every class loader that asks: the profile and the test are loaded by two.
            SecureRandom random = SecureRandom.getInstance("SHA1PRNG");
            random.setSeed(20261124);
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048, random);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The other service answers for tag 88 only to a token that its provider gave to this service. */
    @Test
    void theOtherServicesAreAskedWithATokenAndTheAuditNamesTheOperator() {
        int id = as("olga", "operator")
                .contentType(ContentType.JSON)
                .body(definition("tag", Map.of("id", "88", "name", "Tag 88")))
                .post("/api/v1/data-syncs")
                .then()
                .statusCode(201)
                .extract()
                .path("id");

        as("vera", "viewer")
                .get("/api/v1/audit?syncId=" + id)
                .then()
                .statusCode(200)
                .body("items.actor", contains("olga"));
    }
}
