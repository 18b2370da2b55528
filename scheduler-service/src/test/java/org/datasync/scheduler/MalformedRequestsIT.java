package org.datasync.scheduler;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.datasync.scheduler.testing.Api.create;
import static org.datasync.scheduler.testing.Api.definition;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.datasync.scheduler.testing.SchedulerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever is sent: an answer of the 4xx kind that names the field, never a failure, and nothing changed. */
@QuarkusTest
@SchedulerTest
class MalformedRequestsIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COMPLETE = """
            {"description":"Members","listNo":101,"tag":{"id":"7","name":"Tag 7"},"jobType":"ADD_AND_REMOVE",
             "processing":{"triggerWebhooks":false,"triggerAutomations":true,"automationsOnFirstRun":true},
             "filters":{"contactPointPurposes":[3],"eaddressTypes":[3],"primaryOnly":false,
                        "ignoreContactPermissions":false},
             "schedule":{"frequency":"MULTI_DAILY","startAt":"06:00","everyMinutes":15,"endAt":"22:00",
                         "zone":"America/New_York"},
             "notify":[{"address":"box-office@example.org","when":"EVERY_RUN"}],
             "guard":{"enabled":true,"maxRemovePercent":30,"maxAddPercent":100,"minConstituents":50},
             "followAddressChanges":false}""";

    /** Of every kind there is, none of which is right anywhere. */
    private static final List<String> WRONG = List.of(
            "-1",
            "0.5",
            "1e400",
            "99999999999999999999999999",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud83d\"",
            "\"no such\\nthing\"",
            "[[]]",
            "[null]",
            "{\"x\":{}}",
            "[".repeat(400) + "]".repeat(400));

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private int id;
    private String before;

    @BeforeEach
    void remember() throws Exception {
        id = create(definition("description", "Sync " + UUID.randomUUID()));
        before = everything();
    }

    /** The newest things that would show a change. */
    private String everything() throws Exception {
        return send("GET", "/api/v1/audit?limit=3", null, Map.of()).body()
                + send("GET", "/api/v1/data-syncs/" + id, null, Map.of()).body()
                + send("GET", "/api/v1/runs?limit=3", null, Map.of()).body();
    }

    @Test
    void everyFieldOfADefinitionIsNamedWhateverItHolds() throws Exception {
        SoftAssertions softly = new SoftAssertions();
        for (Place place : places(JSON.readTree(COMPLETE), "")) {
            for (String wrong : WRONG) {
                String body = place.with(wrong);
                HttpResponse<String> answer = send("POST", "/api/v1/data-syncs", body.getBytes(UTF_8), Map.of());

                softly.assertThat(answer.statusCode())
                        .as("%s = %.40s: %s", place.path, wrong, answer.body())
                        .isEqualTo(400);
                softly.assertThat(fields(answer))
                        .as("%s = %.40s", place.path, wrong)
                        .isNotEmpty()
                        .allMatch(field -> place.isNamedBy(field));
            }
        }
        softly.assertAll();
        assertThat(everything()).isEqualTo(before);
    }

    /** The same reader, and yet another way to it. */
    @Test
    void editsAndPreviewsOfAWrongDefinitionAreRefused() throws Exception {
        for (Place place : places(JSON.readTree(COMPLETE), "")) {
            byte[] body = place.with("[[]]").getBytes(UTF_8);
            HttpResponse<String> edit = send("PUT", "/api/v1/data-syncs/" + id, body, Map.of("If-Match", "*"));
            HttpResponse<String> preview = send("POST", "/api/v1/data-syncs/" + id + "/previews", body, Map.of());

            for (HttpResponse<String> answer : List.of(edit, preview)) {
                assertStatus(400, answer);
                assertThat(fields(answer)).as(place.path).isNotEmpty().allMatch(place::isNamedBy);
            }
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void whatIsNoStatusIsRefused() throws Exception {
        String path = "/api/v1/data-syncs/" + id + "/status";
        for (String body : List.of(
                "",
                "null",
                "true",
                "\"ON\"",
                "[]",
                "[{\"status\":\"ON\"}]",
                "{}",
                "{\"status\":null}",
                "{\"status\":true}",
                "{\"status\":1}",
                "{\"status\":\"\"}",
                "{\"status\":\"on\"}",
                "{\"status\":\"ON \\u0000\"}",
                "{\"status\":[\"ON\"]}",
                "{\"status\":{\"status\":\"ON\"}}",
                "{\"status\":\"ON\",\"status\":\"ON\"}",
                "{\"status\":\"ON\",\"Status\":\"ON\"}",
                "{\"status\":\"%s\"}".formatted("O".repeat(100_000)))) {
            HttpResponse<String> answer = send("PUT", path, body.getBytes(UTF_8), Map.of("If-Match", "*"));

            assertStatus(400, answer);
            assertThat(fields(answer)).as("%.60s", body).isNotEmpty().noneMatch(String::isEmpty);
            assertThat(answer.body().length()).as("%.60s", body).isLessThan(2000);
        }
        assertThat(everything()).isEqualTo(before);
    }

    /** What is no mistake is kept to the letter, also by an export and its import. */
    @Test
    void oddTextComesBackAsItWent() throws Exception {
        for (String odd : List.of(
                "Café ÅÄÖ \u1e9e \u0130\u0131",
                "e\u0301 combined, \u200b\u200d joined, \u202e turned \u202c",
                "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67 \ud835\udd4f",
                "\u2028 \ufeff \ufffd \ufffe \ue000",
                "'; DROP TABLE data_sync; -- \\ % _ \"quoted\" {x} #{y} ${z} <b>&amp;",
                "- : ? ! | > @ ` * & true null ~ 0x1F 1e3 2026-11-24",
                "\ud83d\ude00".repeat(250))) {
            String text = odd + " " + (odd.length() > 400 ? "" : UUID.randomUUID());
            String description = text.strip();
            byte[] body = JSON.writeValueAsBytes(definition("description", description));
            HttpResponse<String> created = send("POST", "/api/v1/data-syncs", body, Map.of());

            assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
            String path = "/api/v1/data-syncs/" + JSON.readTree(created.body()).path("id");
            assertThat(JSON.readTree(send("GET", path, null, Map.of()).body())
                            .path("description")
                            .asText())
                    .isEqualTo(description);
            byte[] export = send("GET", "/api/v1/data-syncs/export", null, Map.of("Accept", "application/yaml"))
                    .body()
                    .getBytes(UTF_8);
            JsonNode carried = new YAMLMapper().readTree(export).path("dataSyncs");
            assertThat(carried.findValuesAsText("description")).contains(description);
        }
    }

    @Test
    void bytesThatAreNoDefinitionAreRefused() throws Exception {
        List<byte[]> bodies = new ArrayList<>();
        byte[] good = COMPLETE.getBytes(UTF_8);
        for (int length = 0; length < good.length; length += 23) {
            bodies.add(Arrays.copyOf(good, length));
        }
        bodies.add("{\"description\":\"\u00e9\"}".getBytes(ISO_8859_1));
        bodies.add(new byte[] {(byte) 0xc0, (byte) 0x80});
        bodies.add(new byte[] {0, 0, 0, '{'});
        bodies.add(COMPLETE.replace("\"listNo\":101", "\"listNo\":101,\"listNo\":101")
                .getBytes(UTF_8));
        bodies.add((COMPLETE + COMPLETE).getBytes(UTF_8));
        bodies.add(("{\"tag\":".repeat(3000) + "}".repeat(3000)).getBytes(UTF_8));
        for (byte[] body : bodies) {
            HttpResponse<String> answer = send("POST", "/api/v1/data-syncs", body, Map.of());

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(fields(answer)).isNotEmpty().noneMatch(String::isEmpty);
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void damagedBodiesNeverFailTheService() throws Exception {
        Random random = new Random(5);
        byte[] good = COMPLETE.getBytes(UTF_8);
        for (int i = 0; i < 120; i++) {
            byte[] damaged = good.clone();
            for (int hit = random.nextInt(3); hit >= 0; hit--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            String path = "/api/v1/data-syncs/" + id + (i % 2 == 0 ? "" : "/status");
            HttpResponse<String> answer = send("PUT", path, damaged, Map.of("If-Match", "\"77\""));

            assertThat(answer.statusCode()).as(answer.body()).isBetween(400, 499);
            assertProblem(answer);
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void queriesThatMakeNoSenseAreRefusedByName() throws Exception {
        String nobody = "/api/v1/runs/0b0e0000-0000-4000-8000-000000000000";
        Map<String, List<String>> queries = Map.of(
                "/api/v1/data-syncs?limit=",
                List.of("0", "-1", "501", "x", "1.5", "99999999999999999999", "%00"),
                "/api/v1/data-syncs?cursor=",
                List.of("-1", "x", "99999999999", "1.1"),
                "/api/v1/runs?cursor=",
                List.of("0", "-1", "x", "99999999999999999999"),
                "/api/v1/runs?syncId=",
                List.of("0", "-1", "x", "2147483648"),
                "/api/v1/runs?state=",
                List.of("GONE", "failed", "FAILED,GONE", "%F0%9F%92%A9"),
                "/api/v1/runs?from=",
                List.of("yesterday", "2026-11-24", "2026-13-01T00:00:00Z", "-1", "0001-01-01T00:00:00Z"),
                "/api/v1/runs?to=",
                List.of("+999999999-12-31T23:59:59Z", "+20000-01-01T00:00:00%2B18:00", "NaN"),
                "/api/v1/data-syncs/%d/upcoming?count=".formatted(id),
                List.of("0", "-5", "x", "100000", "1e3"),
                "/api/v1/audit?runId=",
                List.of("x", "0b0e"),
                nobody + "/problems?cursor=",
                List.of("x", "1.x", ".", "99999999999999999999.1"));
        for (Map.Entry<String, List<String>> query : queries.entrySet()) {
            String name = query.getKey().replaceAll(".*[?](.*)=", "$1");
            for (String value : query.getValue()) {
                HttpResponse<String> answer = send("GET", query.getKey() + value, null, Map.of());

                assertThat(answer.statusCode())
                        .as("%s%s: %s", query.getKey(), value, answer.body())
                        .isEqualTo(400);
                assertThat(fields(answer)).as(query.getKey() + value).containsExactly(name);
            }
        }
        for (String path : List.of("/api/v1/lists?search=", "/api/v1/tags?search=")) {
            assertThat(fields(send("GET", path + "x".repeat(101), null, Map.of())))
                    .containsExactly("search");
        }
        for (String query : List.of("change=GONE", "outcome=done", "cursor=x", "cursor=-1", "limit=0")) {
            for (String path : List.of(nobody + "/rows?", "/api/v1/previews/42/rows?")) {
                HttpResponse<String> answer = send("GET", path + query, null, Map.of());
                boolean ignored = path.contains("previews") && query.startsWith("outcome");
                assertThat(answer.statusCode()).as(path + query).isEqualTo(ignored ? 404 : 400);
            }
        }
    }

    @Test
    void whatIsNotThereIsNotFoundWhateverItIsCalled() throws Exception {
        List<String> paths = List.of(
                "/api/v1/data-syncs/0",
                "/api/v1/data-syncs/-1",
                "/api/v1/data-syncs/2147483648",
                "/api/v1/data-syncs/99999999999999999999",
                "/api/v1/data-syncs/1e3",
                "/api/v1/data-syncs/%00",
                "/api/v1/data-syncs/%F0%9F%92%A9/upcoming",
                "/api/v1/data-syncs/0x10/explain/7",
                "/api/v1/runs/1",
                "/api/v1/runs/1-1-1-1-1",
                "/api/v1/runs/" + "0".repeat(3000),
                "/api/v1/runs/%2e%2e%2f/problems",
                "/api/v1/previews/..%2F..%2Fq",
                "/api/v1/constituents/x/history",
                "/api/v1/",
                "/api/v2/runs");
        for (String path : paths) {
            HttpResponse<String> answer = send("GET", path, null, Map.of());

            assertStatus(404, answer);
        }
    }

    @Test
    void headersThatMakeNoSenseAreRefused() throws Exception {
        String sync = "/api/v1/data-syncs/" + id;
        byte[] good = COMPLETE.getBytes(UTF_8);
        assertStatus(428, send("PUT", sync, good, Map.of()));
        assertStatus(428, send("PUT", sync, good, Map.of("If-Match", " ")));
        for (String tag : List.of("1", "\"0\"", "\"-1\"", "\"", "x", "\"1\"\"1\"", "\"99999999999999999999\"", ",,,")) {
            assertStatus(412, send("PUT", sync, good, Map.of("If-Match", tag)));
            assertStatus(
                    412, send("PUT", sync + "/status", "{\"status\":\"ON\"}".getBytes(UTF_8), Map.of("If-Match", tag)));
            assertStatus(412, send("DELETE", sync, null, Map.of("If-Match", tag)));
        }
        assertStatus(400, send("POST", sync + "/runs", null, Map.of("Idempotency-Key", "x".repeat(201))));
        for (String type : List.of(
                "text/plain", "application/xml", "application/json/x", ";", "json", "*/*", "application/yaml")) {
            HttpResponse<String> answer = send("POST", "/api/v1/data-syncs", good, Map.of("Content-Type", type));
            assertThat(answer.statusCode()).as(type).isIn(400, 415);
        }
        for (String type : List.of("application/json;charset=klingon", "application/json; charset=utf-16")) {
            assertStatus(412, send("PUT", sync, good, Map.of("Content-Type", type, "If-Match", "\"9\"")));
        }
        for (String accept : List.of("image/png", "application/json/x", ";", "text/csv")) {
            assertThat(send("GET", sync, null, Map.of("Accept", accept)).statusCode())
                    .as(accept)
                    .isBetween(400, 499);
        }
        assertStatus(405, send("PATCH", sync, good, Map.of()));
        assertStatus(405, send("DELETE", "/api/v1/runs", null, Map.of()));
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void commandsTakeNothingAndImportsOnlyDefinitions() throws Exception {
        String run = "/api/v1/runs/0b0e0000-0000-4000-8000-000000000000/";
        for (String command : List.of("cancel", "approve", "reject", "repair", "retry-rejected")) {
            assertStatus(404, send("POST", run + command, null, Map.of()));
            assertStatus(400, send("POST", run + command, "{\"force\":true}".getBytes(UTF_8), Map.of()));
            assertStatus(400, send("POST", run + command, "[]".getBytes(UTF_8), Map.of()));
        }
        for (String body : List.of("{\"mode\":null,\"mode\":null}", "{\"mode\":1}", "{\"mod\":\"FULL\"}", "\"FULL\"")) {
            assertStatus(400, send("POST", "/api/v1/data-syncs/" + id + "/runs", body.getBytes(UTF_8), Map.of()));
            assertStatus(400, send("POST", "/api/v1/data-syncs/" + id + "/previews", body.getBytes(UTF_8), Map.of()));
        }
        List<String> imports = List.of(
                "",
                "{",
                "dataSyncs: 1",
                "dataSync: []",
                "dataSyncs: []\nother: 1",
                "dataSyncs: []\ndataSyncs: []",
                "dataSyncs: []\n---\ndataSyncs: []",
                "dataSyncs: [{description: x, description: y}]",
                "dataSyncs: [{status: MAYBE}]",
                "dataSyncs: [&a [*a, *a]]",
                "dataSyncs: " + "[".repeat(2000) + "]".repeat(2000),
                "dataSyncs: [\"\u0007\"]",
                "!!javax.script.ScriptEngineManager [x]");
        for (String yaml : imports) {
            HttpResponse<String> answer = send(
                    "POST",
                    "/api/v1/data-syncs/import",
                    yaml.getBytes(UTF_8),
                    Map.of("Content-Type", "application/yaml"));
            assertThat(answer.statusCode()).as("%.60s: %s", yaml, answer.body()).isEqualTo(400);
            assertThat(fields(answer)).as("%.60s", yaml).isNotEmpty().noneMatch(String::isEmpty);
        }
        for (String query : List.of("dryRun=yes", "dryRun=1", "activate=TRUE")) {
            assertStatus(
                    400,
                    send(
                            "POST",
                            "/api/v1/data-syncs/import?" + query,
                            "dataSyncs: []".getBytes(UTF_8),
                            Map.of("Content-Type", "application/yaml")));
        }
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void tenMegabytesAreRefusedAsAProblem() throws Exception {
        byte[] large = ("{\"description\":\"" + "x".repeat(10_000_000) + "\"}").getBytes(UTF_8);

        assertStatus(413, send("POST", "/api/v1/data-syncs", large, Map.of()));
        assertStatus(413, send("PUT", "/api/v1/data-syncs/" + id, large, Map.of("If-Match", "*")));
        var unannounced = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + "/api/v1/data-syncs"))
                .header("Content-Type", "application/json")
                .timeout(LIMIT)
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large, 0, 1_200_000)))
                .build();
        assertThat(client.send(unannounced, BodyHandlers.ofString()).statusCode())
                .isEqualTo(413);
        assertThat(everything()).isEqualTo(before);
    }

    private HttpResponse<String> send(String method, String path, byte[] body, Map<String, String> headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(RestAssured.baseURI + ":" + RestAssured.port + path))
                .timeout(LIMIT)
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        if (!method.equals("GET") && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private static void assertStatus(int status, HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode())
                .as("%s: %s", answer.request(), answer.body())
                .isEqualTo(status);
        assertProblem(answer);
    }

    private static JsonNode assertProblem(HttpResponse<String> answer) throws IOException {
        assertThat(answer.headers().firstValue("Content-Type"))
                .as(answer.body())
                .contains("application/problem+json");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("status").asInt()).isEqualTo(answer.statusCode());
        assertThat(problem.path("title").asText()).isNotEmpty();
        return problem;
    }

    private static List<String> fields(HttpResponse<String> answer) throws IOException {
        List<String> fields = new ArrayList<>();
        assertProblem(answer)
                .path("errors")
                .forEach(error -> fields.add(error.path("field").asText()));
        return fields;
    }

    private static List<Place> places(JsonNode node, String path) {
        List<Place> places = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            object.fieldNames().forEachRemaining(name -> {
                String inside = path.isEmpty() ? name : path + "." + name;
                places.add(new Place(inside, object.get(name)));
                places.addAll(places(object.get(name), inside));
            });
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                places.add(new Place(path + "[" + i + "]", array.get(i)));
                places.addAll(places(array.get(i), path + "[" + i + "]"));
            }
        }
        return places;
    }

    /** One value in the complete definition. */
    private record Place(String path, JsonNode value) {
        /** By itself, by something in it, or by what it is in. */
        boolean isNamedBy(String field) {
            return field.startsWith(path) || path.startsWith(field.replaceAll("\\[\\d+]$", ""));
        }

        String with(String wrong) throws IOException {
            JsonNode root = JSON.readTree(COMPLETE);
            String pointer = "/" + path.replace("[", ".").replace("]", "").replace(".", "/");
            int last = pointer.lastIndexOf('/');
            JsonNode parent = root.at(pointer.substring(0, last));
            if (parent instanceof ObjectNode object) {
                object.put(pointer.substring(last + 1), "MARK");
            } else {
                ((ArrayNode) parent).set(0, "MARK");
            }
            return root.toString().replace("\"MARK\"", wrong);
        }
    }
}
