package org.datasync.connector.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswersTest {
    private static final Request READ = Request.get("/contacts?email=x");
    private static final Request WRITE = Request.post("/contact/sync", new byte[0]);
    private static final Request BULK = new Request("POST", "/import/bulk_import", new byte[0], true);

    private final Answers answers = new Answers(Duration.ofSeconds(30), Duration.ofSeconds(60));

    @Test
    void bothGoodStatusesAreSuccess() {
        assertThat(read(READ, 200, "{}")).isInstanceOf(Reply.Applied.class);
        assertThat(read(WRITE, 201, "{}")).isInstanceOf(Reply.Applied.class);
    }

    @Test
    void aGoodStatusWithoutJsonIsNoSuccess() {
        assertThat(read(READ, 200, "")).isInstanceOf(Reply.Later.class);
        assertThat(read(READ, 200, "<html></html>")).isInstanceOf(Reply.Later.class);
        assertThat(read(WRITE, 200, "{\"contact\":{")).isInstanceOf(Reply.InDoubt.class);
        assertThat(read(WRITE, 200, "[]")).isInstanceOf(Reply.InDoubt.class);
    }

    @Test
    void aLostAnswerToAReadIsOnlyLate() {
        assertThat(answers.read(READ, new Exchange.Lost("reset"))).isEqualTo(new Reply.Later<>("reset", false));
        assertThat(answers.read(WRITE, new Exchange.Lost("reset"))).isEqualTo(new Reply.InDoubt<>("reset"));
    }

    @Test
    void whatWasNotSentIsNotInDoubt() {
        assertThat(answers.read(BULK, new Exchange.NotSent("no connection")))
                .isEqualTo(new Reply.Later<>("no connection", false));
    }

    @Test
    void tooManyRequestsRestAsLongAsTheHeaderSays() {
        assertThat(answers.read(READ, new Exchange.Answered(429, new byte[0], Optional.of(Duration.ofSeconds(7)))))
                .isEqualTo(new Reply.Throttled<>(Duration.ofSeconds(7)));
        assertThat(read(READ, 429, "")).isEqualTo(new Reply.Throttled<>(Duration.ofSeconds(30)));
    }

    @Test
    void bulkImportThrottlesWithABadRequest() {
        String body = "{\"success\":0,\"message\":\"Rate limit exceeded.\",\"failureReasons\":[\"Up to 100\"]}";

        assertThat(read(BULK, 400, body)).isEqualTo(new Reply.Throttled<>(Duration.ofSeconds(60)));
        assertThat(read(WRITE, 400, body)).isInstanceOf(Reply.Rejected.class);
    }

    @Test
    void refusalsOfKeyRightsAndPaymentConcernTheAccount() {
        for (int status : new int[] {401, 402, 403}) {
            assertThat(read(READ, status, "{\"message\":\"Forbidden\"}").concernsAccount())
                    .isTrue();
        }
    }

    @Test
    void serverErrorsPass() {
        assertThat(read(READ, 500, "")).isEqualTo(new Reply.Later<>("HTTP 500", false));
        assertThat(read(WRITE, 503, "x")).isEqualTo(new Reply.Later<>("HTTP 503", true));
        assertThat(read(WRITE, 302, "")).isInstanceOf(Reply.Later.class);
    }

    @Test
    void allFiveErrorShapesGiveAReason() {
        assertThat(reason(422, "{\"errors\":[{\"title\":\"Missing attribute\"}]}"))
                .isEqualTo("HTTP 422: Missing attribute");
        assertThat(reason(400, "{\"message\":\"No Result\"}")).isEqualTo("HTTP 400: No Result");
        assertThat(reason(400, "{\"message\":\"Could not process request\",\"error\":\"Duplicate\"}"))
                .isEqualTo("HTTP 400: Could not process request");
        assertThat(reason(400, "{\"success\":0,\"message\":\"bad\",\"failureReasons\":[\"Invalid json\"]}"))
                .isEqualTo("HTTP 400: Invalid json");
        assertThat(read(READ, 200, "{\"result_code\":0,\"result_message\":\"Failed\"}"))
                .isEqualTo(new Reply.Later<>("refused: Failed", true));
    }

    @Test
    void aReasonNeverQuotesAnAddress() {
        assertThat(reason(422, "{\"errors\":[{\"title\":\"jane@example.com is wrong\"}]}"))
                .isEqualTo("HTTP 422");
    }

    @Test
    void onlyAnInvalidAddressLiesInTheAddress() {
        assertThat(rejected(WRITE, 422, "{\"errors\":[{\"code\":\"email_invalid\"}]}")
                        .inAddress())
                .isTrue();
        assertThat(rejected(WRITE, 422, "{\"errors\":[{\"code\":\"duplicate\"}]}")
                        .inAddress())
                .isFalse();
        assertThat(rejected(WRITE, 400, "not json").inAddress()).isFalse();
    }

    @Test
    void refusedContactsAreCountedFromOneInTheAnswer() {
        String body =
                "{\"success\":0,\"failureReasons\":[{\"contact\":230,\"failureReason\":\"Field 'email' incorrect format\"}]}";

        assertThat(rejected(BULK, 400, body).contacts())
                .containsExactly(new Reply.RefusedContact(229, "Field 'email' incorrect format"));
    }

    private Reply<JsonNode> read(Request request, int status, String body) {
        return answers.read(
                request, new Exchange.Answered(status, body.getBytes(StandardCharsets.UTF_8), Optional.empty()));
    }

    private Reply.Rejected<JsonNode> rejected(Request request, int status, String body) {
        return (Reply.Rejected<JsonNode>) read(request, status, body);
    }

    private String reason(int status, String body) {
        return rejected(WRITE, status, body).reason();
    }
}
