package org.datasync.scheduler;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.datasync.scheduler.testing.Api.definition;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Locale;
import java.util.Map;
import org.datasync.scheduler.testing.IdentityProvider;
import org.datasync.scheduler.testing.SchedulerTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** As in production: nobody is answered whom the identity provider does not name. */
@QuarkusTest
@SchedulerTest
@QuarkusTestResource(value = IdentityProvider.class, restrictToAnnotatedClass = true)
@TestProfile(AccessIT.Production.class)
class AccessIT {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String PAGE = "/api/v1/data-syncs";

    @ConfigProperty(name = "quarkus.oidc.auth-server-url")
    String provider;

    public static final class Production implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "datasync.platform.access.required", "true",
                    "quarkus.oidc.tenant-enabled", "true");
        }
    }

    @Test
    void onlyWhatTellsNothingIsOpenToEverybody() {
        given().get("/q/health/live").then().statusCode(200);
        given().get("/q/openapi").then().statusCode(200);
        given().get("/q/metrics").then().statusCode(200);
        refused(given().get("/"));
        refused(given().get("/q/nothing"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/data-syncs, application/json",
        "GET, /api/v1/data-syncs, */*",
        "GET, /api/v1/data-syncs?code=1&state=2, application/json",
        "GET, /api/v1/console/stream, text/event-stream",
        "GET, /api/v1/nothing, application/json",
        "POST, /api/v1/data-syncs, application/json",
        "POST, /api/v1/data-syncs, text/html",
        "PUT, /api/v1/data-syncs/1, application/json",
        "DELETE, /api/v1/data-syncs/1, application/json"
    })
    void aProgramWithoutATokenIsNeverLedToAPageForPeople(String method, String path, String accept) {
        refused(given().accept(accept)
                .contentType(ContentType.JSON)
                .body(method.equals("GET") ? "" : "{}")
                .redirects()
                .follow(false)
                .request(method, path));
    }

    @Test
    void aScriptOfAPageIsToldThatTheSessionIsOver() {
        refused(given().accept(BROWSER)
                .header("X-Requested-With", "JavaScript")
                .redirects()
                .follow(false)
                .get(PAGE));
        refused(given().accept("application/json")
                .cookie("q_session", "made-up")
                .redirects()
                .follow(false)
                .get(PAGE));
    }

    @Test
    void aTokenThatIsNotGoodIsRefusedWhateverIsAccepted() {
        String good = token("olga", "operator");
        String ofSomebodyElse = issue("olga", "operator", "another-service");
        for (String token : new String[] {
            "nonsense", "a.b.c", "", good.substring(0, good.length() - 4) + "AAAA", unsigned(good), ofSomebodyElse
        }) {
            for (String accept : new String[] {"application/json", BROWSER}) {
                refused(given().accept(accept)
                        .header("Authorization", "Bearer " + token)
                        .redirects()
                        .follow(false)
                        .get(PAGE));
            }
        }
        refused(given().header("Authorization", "Basic b2xnYTpvbGdh").get(PAGE));
    }

    private static void refused(Response answer) {
        answer.then()
                .statusCode(401)
                .contentType("application/problem+json")
                .header("WWW-Authenticate", startsWith("Bearer"))
                .header("Location", nullValue())
                .header("X-Content-Type-Options", "nosniff")
                .header("Cache-Control", "no-store")
                .body("status", equalTo(401))
                .body("title", equalTo("Unauthorized"));
    }

    /** The same claims, and no signature. */
    private static String unsigned(String token) {
        return "eyJhbGciOiJub25lIn0." + token.split("\\.")[1] + ".";
    }

    @Test
    void aViewerReadsAndChangesNothing() {
        as("vera", "viewer").get(PAGE).then().statusCode(200);
        as("vera", "viewer")
                .contentType(ContentType.JSON)
                .body(definition())
                .post(PAGE)
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void aStrangerIsToldNothing() {
        as("sam", "box-office").get(PAGE).then().statusCode(403);
    }

    @Test
    void aBrowserSignsInAtTheProviderAndComesBackWithASession() {
        given().get(provider + "/sign-in?name=paula&role=viewer");
        Map<String, String> session = signIn();

        browser(session).get(PAGE).then().statusCode(200).contentType(ContentType.JSON);
        browser(session)
                .header("Origin", origin())
                .contentType(ContentType.JSON)
                .body(definition())
                .post(PAGE)
                .then()
                .statusCode(403)
                .body("detail", containsString("role"));
    }

    /** The browser adds the cookie to whatever another site makes it send. */
    @Test
    void aSessionChangesSomethingOnlyFromItsOwnPages() {
        given().get(provider + "/sign-in?name=oscar&role=operator");
        Map<String, String> session = signIn();

        browser(session)
                .contentType(ContentType.JSON)
                .body(definition())
                .post(PAGE)
                .then()
                .statusCode(403)
                .body("detail", containsString("Origin"));
        browser(session)
                .header("Origin", "https://evil.example")
                .contentType(ContentType.JSON)
                .body(definition())
                .post(PAGE)
                .then()
                .statusCode(403);
        browser(session)
                .header("Origin", origin())
                .contentType("text/plain")
                .body("{}")
                .post(PAGE)
                .then()
                .statusCode(415);
        int id = browser(session)
                .header("Origin", origin())
                .contentType(ContentType.JSON)
                .body(definition())
                .post(PAGE)
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        browser(session)
                .get("/api/v1/audit?syncId=" + id)
                .then()
                .statusCode(200)
                .body("items.actor", contains("oscar"));
    }

    /** Three redirects, which are not of the API: to the provider, back with a code, and to the page asked for. */
    private Map<String, String> signIn() {
        Response asked = browser(Map.of()).noFilters().get(PAGE + "?limit=5");
        asked.then().statusCode(302).header("Location", startsWith(provider + "/authorize"));
        Response signedIn =
                given().redirects().follow(false).urlEncodingEnabled(false).get(asked.header("Location"));
        String callback = signedIn.header("Location");
        assertThat(callback).startsWith("https://localhost:");
        Response back = given().noFilters()
                .redirects()
                .follow(false)
                .urlEncodingEnabled(false)
                .accept(BROWSER)
                .cookies(asked.cookies())
                .get(callback.replace("https:", "http:"));
        back.then().statusCode(302).header("Location", containsString(PAGE + "?limit=5"));
        assertThat(back.headers().getValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.startsWith("q_session"))
                .isNotEmpty()
                .allMatch(cookie -> cookie.toLowerCase(Locale.ROOT).contains("httponly"))
                .allMatch(cookie -> cookie.contains("; Secure"))
                .allMatch(cookie -> cookie.contains("; SameSite=Lax"));
        return back.cookies();
    }

    private static RequestSpecification browser(Map<String, String> cookies) {
        return given().accept(BROWSER).cookies(cookies).redirects().follow(false);
    }

    private static String origin() {
        return "http://localhost:" + RestAssured.port;
    }

    /** The limit of these tests is as high as the service's own: a minute's worth at once. */
    @Test
    void whoStartsTooManyPreviewsIsToldWhenToComeBackAndNobodyElse() {
        int id = as("paula", "operator")
                .contentType(ContentType.JSON)
                .body(definition())
                .post(PAGE)
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

    private Response startPreview(String name, int id) {
        return as(name, "operator").contentType(ContentType.JSON).post("/api/v1/data-syncs/" + id + "/previews");
    }

    private RequestSpecification as(String name, String role) {
        return given().header("Authorization", "Bearer " + token(name, role));
    }

    private String token(String name, String role) {
        return issue(name, role, "scheduler-service");
    }

    private String issue(String name, String role, String audience) {
        return given().get(provider + "/issue?name=%s&role=%s&for=%s".formatted(name, role, audience))
                .asString();
    }

    /** The other service answers for tag 88 only to a token that its provider gave to this service. */
    @Test
    void theOtherServicesAreAskedWithATokenAndTheAuditNamesTheOperator() {
        int id = as("olga", "operator")
                .contentType(ContentType.JSON)
                .body(definition("tag", Map.of("id", "88", "name", "Tag 88")))
                .post(PAGE)
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
