package org.datasync.connector.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error leaves as a problem document, and none with a stack trace. */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response known(ProblemException e) {
        return answer(e.problem());
    }

    @ServerExceptionMapper
    Response http(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        return answer(Problem.of(status, e.getResponse().getStatusInfo().getReasonPhrase(), null));
    }

    @ServerExceptionMapper
    Response unexpected(RuntimeException e) {
        LOG.error("A request failed", e);
        return answer(Problem.of(500, "Internal error", "the request failed; the log of the service says more"));
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
