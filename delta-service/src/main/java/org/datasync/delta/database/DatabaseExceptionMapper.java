package org.datasync.delta.database;

import jakarta.ws.rs.core.Response;
import org.datasync.platform.database.DatabaseException;
import org.datasync.platform.problem.Problem;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** 503: the caller may try again later. */
final class DatabaseExceptionMapper {
    private static final Logger LOG = Logger.getLogger(DatabaseExceptionMapper.class);

    @ServerExceptionMapper
    Response refused(DatabaseException e) {
        LOG.warn("The database refused a request", e);
        return Problem.of(503, "The Tessitura database does not answer as expected.")
                .response()
                .build();
    }
}
