package org.datasync.scheduler.pace;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.datasync.scheduler.problem.Problem;
import org.datasync.scheduler.problem.ProblemException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** 429 with the time to wait. */
final class TooManyStartsMapper {
    @ServerExceptionMapper
    Response tooMany(TooManyStartsException e) {
        Problem problem =
                ProblemException.of(429, "Too many requests", e.getMessage()).problem();
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .header(HttpHeaders.RETRY_AFTER, e.retryAfterSeconds())
                .entity(problem)
                .build();
    }
}
