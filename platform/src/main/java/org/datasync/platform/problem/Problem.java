package org.datasync.platform.problem;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * The one shape of every error answer of every service: RFC 9457.
 *
 * @param title what the status means, in HTTP's words
 * @param detail a sentence of ours for the caller, without personal data; the title where the status says it all
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Problem(String type, String title, int status, String detail, List<FieldError> errors) {
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final int INVALID = 400;

    public Problem {
        requireNonNull(title, "title");
        requireNonNull(detail, "detail");
        errors = errors == null ? List.of() : List.copyOf(errors);
    }

    public static Problem of(int status, String detail) {
        return new Problem("about:blank", title(status), status, detail, List.of());
    }

    static Problem of(int status) {
        return of(status, title(status));
    }

    static Problem invalid(List<FieldError> errors) {
        String detail = errors.size() == 1 ? "1 problem" : errors.size() + " problems";
        return new Problem("about:blank", title(INVALID), INVALID, detail, errors);
    }

    private static String title(int status) {
        return HttpResponseStatus.valueOf(status).reasonPhrase();
    }

    /** The answer of a resource. */
    public Response.ResponseBuilder response() {
        return Response.status(status).type(MEDIA_TYPE).entity(this);
    }

    /** Ends a request that no resource sees. */
    public void end(RoutingContext context) {
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", MEDIA_TYPE)
                .end(Json.encode(this));
    }
}
