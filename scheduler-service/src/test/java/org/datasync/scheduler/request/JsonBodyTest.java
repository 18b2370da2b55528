package org.datasync.scheduler.request;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Stream;
import org.datasync.platform.problem.FieldError;
import org.datasync.platform.problem.Problem;
import org.datasync.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JsonBodyTest {
    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("", "body"),
                Arguments.of("  \n", "body"),
                Arguments.of("null", "body"),
                Arguments.of("[]", "body"),
                Arguments.of("7", "body"),
                Arguments.of("{", "body"),
                Arguments.of("{\"a\":1,\"b\":2,\"a\":3}", "a"),
                Arguments.of("{\"guard\":{\"enabled\":true,\"enabled\":false}}", "guard.enabled"),
                Arguments.of("{\"notify\":[{},{\"when\":1,\"when\":2}]}", "notify[1].when"),
                Arguments.of("{\"a\":1} {\"b\":2}", "body"),
                Arguments.of("{\"a\":NaN}", "a"),
                Arguments.of("{\"a\":01}", "a"),
                Arguments.of("{'a':1}", "body"),
                Arguments.of("{\"a\":1,}", "a"),
                Arguments.of("{\"a\":\"\n\"}", "a"),
                Arguments.of("{\"a\":" + "9".repeat(5000) + "}", null),
                Arguments.of("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}", null),
                Arguments.of("{\"a\":".repeat(2000) + "1" + "}".repeat(2000), null),
                Arguments.of("{\"" + "x".repeat(60_000) + "\":1}", null));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void whatIsNoObjectIsRefusedWithThePlace(String body, String field) {
        var problem = refusal(body.getBytes(UTF_8));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.errors()).hasSize(1);
        assertThat(problem.errors().get(0).field()).isNotEmpty().hasSizeLessThan(600);
        if (field != null) {
            assertThat(problem.errors().get(0).field()).isEqualTo(field);
        }
    }

    @Test
    void onlyUtf8IsRead() {
        assertThat(refusal("{\"a\":\"\u00e9\"}".getBytes(ISO_8859_1)).errors())
                .containsExactly(new FieldError("body", "is not UTF-8"));
        assertThat(refusal("{\"a\":1}".getBytes(UTF_16)).errors().get(0).field())
                .isEqualTo("body");
        assertThat(JsonBody.required("\uFEFF{\"a\":\"\u00e9\"}".getBytes(UTF_8))
                        .path("a")
                        .asText())
                .isEqualTo("\u00e9");
    }

    @Test
    void theAnswerDoesNotQuoteTheInput() {
        assertThat(refusal("{\"a\":\"ann@example.org\" \"b\"}".getBytes(UTF_8)).toString())
                .doesNotContain("ann@");
    }

    @Test
    void aCommandThatTakesNothingTakesAnEmptyObject() {
        JsonBody.none(null);
        JsonBody.none(new byte[0]);
        JsonBody.none("{}".getBytes(UTF_8));

        var refused =
                catchThrowableOfType(ProblemException.class, () -> JsonBody.none("{\"force\":true}".getBytes(UTF_8)));
        assertThat(refused.problem().errors().get(0).field()).isEqualTo("force");
    }

    private static Problem refusal(byte[] body) {
        return catchThrowableOfType(ProblemException.class, () -> JsonBody.required(body))
                .problem();
    }
}
