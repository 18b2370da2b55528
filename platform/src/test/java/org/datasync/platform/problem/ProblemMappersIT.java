package org.datasync.platform.problem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
class ProblemMappersIT {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource
    URI service;

    @ParameterizedTest
    @CsvSource({
        "/trouble/ours, 409, Conflict, the sync is being deleted",
        "/trouble/request, 400, Bad Request, Bad Request",
        "/trouble/role, 403, Forbidden, your role does not allow this",
        "/trouble/server, 500, Internal Server Error, the request failed; the log of the service says why",
        "/trouble/bug, 500, Internal Server Error, the request failed; the log of the service says why",
        "/nothing, 404, Not Found, there is nothing at this address",
        "/trouble/a/b, 404, Not Found, there is nothing at this address"
    })
    void onlyOurOwnSentencesAreTold(String path, int status, String title, String detail) throws Exception {
        assertProblem(get(path), status, title, detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"name\":\"jane@example.org\",\"number\":\"jane@example.org\"} | the body is not what this takes",
                "{\"name\":\"jane@example.org\" | Bad Request",
                "[\"jane@example.org\"] | the body is not what this takes"
            })
    void aBodyThatCannotBeReadIsNotRepeated(String body, String detail) throws Exception {
        assertProblem(post(body), 400, "Bad Request", detail);
    }

    @Test
    void whatIsInvalidIsNamedByField() throws Exception {
        JsonNode problem = assertProblem(post("{\"name\":\" \",\"number\":1}"), 400, "Bad Request", "1 problem");

        assertThat(problem.at("/errors/0/field").asText()).isEqualTo("name");
        assertThat(problem.at("/errors/0/message").asText()).isEqualTo("must not be blank");
        assertThat(assertProblem(get("/trouble?limit=11"), 400, "Bad Request", "1 problem")
                        .at("/errors/0/field")
                        .asText())
                .isEqualTo("limit");
    }

    @Test
    void anotherMethodThanTheAddressTakesIsRefused() throws Exception {
        HttpResponse<String> answer = send(HttpRequest.newBuilder(service.resolve("/trouble/ours"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}")));

        assertProblem(answer, 405, "Method Not Allowed", "Method Not Allowed");
    }

    private static JsonNode assertProblem(HttpResponse<String> answer, int status, String title, String detail)
            throws IOException {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue(Problem.MEDIA_TYPE);
        assertThat(answer.body()).doesNotContain("jane@example.org");
        JsonNode problem = JSON.readTree(answer.body());
        assertThat(problem.path("type").asText()).isEqualTo("about:blank");
        assertThat(problem.path("status").asInt()).isEqualTo(status);
        assertThat(problem.path("title").asText()).isEqualTo(title);
        assertThat(problem.path("detail").asText()).isEqualTo(detail);
        return problem;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(service.resolve(path)));
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(service.resolve("/trouble"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
