package org.datasync.scheduler.run;

import jakarta.ws.rs.core.Response;
import org.datasync.scheduler.problem.Problem;
import org.datasync.scheduler.problem.ProblemException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A command in the wrong state: 409. */
final class TransitionMapper {
    @ServerExceptionMapper
    Response conflict(IllegalTransitionException e) {
        Problem problem = ProblemException.conflict(e.getMessage()).problem();
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
