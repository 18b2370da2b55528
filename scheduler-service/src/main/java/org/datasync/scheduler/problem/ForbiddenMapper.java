package org.datasync.scheduler.problem;

import io.quarkus.security.ForbiddenException;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A caller who is known and may not. */
final class ForbiddenMapper {
    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        Problem problem = ProblemException.of(403, "Forbidden", "your role does not allow this")
                .problem();
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
