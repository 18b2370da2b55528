package org.datasync.scheduler.pace;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.datasync.platform.problem.Problem;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** 429 with the time to wait. */
final class TooManyStartsMapper {
    @ServerExceptionMapper
    Response tooMany(TooManyStartsException e) {
        return Problem.of(429, e.getMessage())
                .response()
                .header(HttpHeaders.RETRY_AFTER, e.retryAfterSeconds())
                .build();
    }
}
