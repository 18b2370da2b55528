package org.datasync.scheduler.problem;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Every error leaves as a problem document, and none with a stack trace. */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @ServerExceptionMapper
    Response problem(ProblemException e) {
        return answer(e.problem());
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e) {
        return answer(Problem.of(404, "Not found", "there is nothing at this address"));
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException e) {
        Response response = e.getResponse();
        if (response.getStatus() < 400) {
            return response;
        }
        Response.StatusType status = response.getStatusInfo();
        Response.ResponseBuilder answer = Response.fromResponse(
                answer(Problem.of(status.getStatusCode(), status.getReasonPhrase(), status.getReasonPhrase())));
        response.getAllowedMethods().stream()
                .reduce((a, b) -> a + ", " + b)
                .ifPresent(methods -> answer.header("Allow", methods));
        return answer.build();
    }

    @ServerExceptionMapper
    Response failure(Exception e) {
        LOG.error("A request failed", e);
        return answer(Problem.of(500, "Internal error", "the request failed; the log of the service says why"));
    }

    private static Response answer(Problem problem) {
        return Response.status(problem.status())
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }
}
