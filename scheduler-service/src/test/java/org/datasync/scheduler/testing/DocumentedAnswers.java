package org.datasync.scheduler.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.filter.FilterContext;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.FilterableResponseSpecification;
import java.net.URI;

/** Holds every answer that a test sees to the OpenAPI document. */
public final class DocumentedAnswers implements QuarkusTestBeforeEachCallback {
    @Override
    public void beforeEach(QuarkusTestMethodContext context) {
        RestAssured.replaceFiltersWith(new Check());
    }

    private static final class Check implements Filter {
        @Override
        public Response filter(
                FilterableRequestSpecification request,
                FilterableResponseSpecification expected,
                FilterContext context) {
            Response answer = context.next(request, expected);
            String path = URI.create(request.getURI()).getPath();
            if (path.startsWith("/api/")) {
                assertThat(ApiDocument.errors(
                                request.getMethod(),
                                path,
                                answer.statusCode(),
                                answer.contentType(),
                                answer.asString()))
                        .as("%s %s: %d %s", request.getMethod(), path, answer.statusCode(), answer.asString())
                        .isEmpty();
                assertThat(ApiDocument.headers(request.getMethod(), path, answer.statusCode()))
                        .as("headers of %s %s", request.getMethod(), path)
                        .allMatch(answer.headers()::hasHeaderWithName);
            }
            return answer;
        }
    }
}
