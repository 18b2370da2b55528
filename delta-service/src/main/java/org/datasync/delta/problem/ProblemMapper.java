package org.datasync.delta.problem;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.datasync.delta.database.DatabaseException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns exceptions into problem answers. */
final class ProblemMapper {
    private static final Logger LOG = Logger.getLogger(ProblemMapper.class);

    @ServerExceptionMapper
    Response map(WebApplicationException e) {
        Response response = e.getResponse();
        if (response.hasEntity()) {
            return response;
        }
        return Problem.of(response.getStatus(), e.getMessage()).response();
    }

    @ServerExceptionMapper
    Response map(DatabaseException e) {
        LOG.warn("The database refused a request", e);
        return Problem.of(503, "The Tessitura database does not answer as expected.")
                .response();
    }
}
