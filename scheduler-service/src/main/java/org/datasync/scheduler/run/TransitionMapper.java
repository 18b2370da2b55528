package org.datasync.scheduler.run;

import jakarta.ws.rs.core.Response;
import org.datasync.platform.problem.Problem;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** A command in the wrong state: 409. */
final class TransitionMapper {
    @ServerExceptionMapper
    Response conflict(IllegalTransitionException e) {
        return Problem.of(409, e.getMessage()).response().build();
    }
}
