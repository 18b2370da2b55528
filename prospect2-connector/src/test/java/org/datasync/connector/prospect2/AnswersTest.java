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
    private static final Request REMOVAL = Request.delete("/contactTags/1");
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
        assertThat(read(READ, 200, "[]")).isInstanceOf(Reply.Later.class);
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
        assertThat(answers.read(READ, new Exchange.Answered(429, new byte[0], Optional.of(Duration.ofSeconds(7)), 0)))
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
        assertThat(read(BULK, 504, "<html>")).isEqualTo(new Reply.Later<>("HTTP 504", true));
    }

    @Test
    void aPageForPeopleInsteadOfDataConcernsTheAccount() {
        String page = "\n <!DOCTYPE html><html><head><title>Sign in</title></head></html>";

        assertThat(read(READ, 200, page)).isEqualTo(new Reply.Blocked<>("HTTP 200 with a page instead of data", false));
        assertThat(read(BULK, 200, page)).isEqualTo(new Reply.Blocked<>("HTTP 200 with a page instead of data", true));
        assertThat(read(WRITE, 302, "")).isEqualTo(new Reply.Blocked<>("HTTP 302 to another address"));
        assertThat(read(WRITE, 302, "").maybeApplied()).isFalse();
    }

    @Test
    void onlyTheApiItselfCanSayThatSomethingDoesNotExist() {
        assertThat(read(REMOVAL, 404, "{\"message\":\"No Result found for SubscriberTag with id 1\"}"))
                .isInstanceOf(Reply.NotFound.class);
        assertThat(read(WRITE, 404, "{\"errors\":[{\"status\":404,\"title\":\"Not Found\"}]}"))
                .isInstanceOf(Reply.NotFound.class);
        assertThat(read(REMOVAL, 404, "<html><body>Not Found</body></html>"))
                .isEqualTo(new Reply.Later<>("HTTP 404 without JSON", false));
        assertThat(read(REMOVAL, 404, "")).isEqualTo(new Reply.Later<>("HTTP 404 without JSON", false));
    }

    @Test
    void aGoodStatusWithARefusalInItIsNoSuccess() {
        assertThat(read(REMOVAL, 200, "{\"errors\":[{\"title\":\"Not now\"}]}"))
                .isEqualTo(new Reply.Later<>("refused: Not now", true));
        assertThat(read(WRITE, 200, "{\"success\":false,\"message\":\"no\"}"))
                .isEqualTo(new Reply.Later<>("refused: no", true));
        assertThat(read(READ, 200, "{\"errors\":[],\"contacts\":[]}")).isInstanceOf(Reply.Applied.class);
        assertThat(read(BULK, 200, "{\"success\":0,\"message\":\"Rate limit exceeded.\"}"))
                .isEqualTo(new Reply.Throttled<>(Duration.ofSeconds(60)));
        assertThat(((Reply.Rejected<JsonNode>) read(BULK, 200, """
                        {"Success":"0","message":"no","failureReasons":[{"contact":"2","failureReason":"no"}]}""")).contacts())
                .containsExactly(new Reply.RefusedContact(1, "no"));
    }

    @Test
    void theIdsThatAnImportListsAreNoRefusal() {
        assertThat(read(READ, 200, "{\"status\":\"completed\",\"success\":[],\"failure\":[]}"))
                .isInstanceOf(Reply.Applied.class);
        assertThat(read(READ, 200, "{\"status\":\"completed\",\"success\":[0],\"failure\":null}"))
                .isInstanceOf(Reply.Applied.class);
        assertThat(read(BULK, 200, "{\"success\":true,\"batchId\":\"b\"}")).isInstanceOf(Reply.Applied.class);
    }

    @Test
    void otherGoodStatusesAreAsGood() {
        assertThat(read(BULK, 202, "{\"success\":1,\"batchId\":\"b\"}")).isInstanceOf(Reply.Applied.class);
        assertThat(read(REMOVAL, 204, "")).isInstanceOf(Reply.Applied.class);
        assertThat(read(WRITE, 204, "")).isInstanceOf(Reply.InDoubt.class);
    }

    @Test
    void errorsWithOddMembersStillGiveAReason() {
        assertThat(reason(422, "{\"errors\":[]}")).isEqualTo("HTTP 422");
        assertThat(reason(422, "{\"errors\":[null]}")).isEqualTo("HTTP 422");
        assertThat(reason(422, "{\"errors\":\"No tag id provided\"}")).isEqualTo("HTTP 422: No tag id provided");
        assertThat(reason(422, "{\"errors\":[\"No tag id provided\"]}")).isEqualTo("HTTP 422: No tag id provided");
        assertThat(reason(422, "{\"errors\":[{\"code\":null,\"title\":null,\"detail\":\"Field id not valid\"}]}"))
                .isEqualTo("HTTP 422: Field id not valid");
        assertThat(reason(413, "<html>Request Entity Too Large</html>")).isEqualTo("HTTP 413");
        assertThat(reason(422, "\"text\"")).isEqualTo("HTTP 422");
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
                .isEqualTo(new Reply.Later<>("refused: Failed", false));
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
                request, new Exchange.Answered(status, body.getBytes(StandardCharsets.UTF_8), Optional.empty(), 0));
    }

    private Reply.Rejected<JsonNode> rejected(Request request, int status, String body) {
        return (Reply.Rejected<JsonNode>) read(request, status, body);
    }

    private String reason(int status, String body) {
        return rejected(WRITE, status, body).reason();
    }
}
