package org.datasync.scheduler.contention;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.datasync.platform.problem.Problem;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** 503 with the time to wait. */
final class BusyMapper {
    private static final Logger LOG = Logger.getLogger(BusyMapper.class);
    private static final int RETRY_AFTER_SECONDS = 2;

    @ServerExceptionMapper
    Response busy(BusyException e) {
        LOG.warn("A request was given up: the database is busy", e);
        return Problem.of(503, e.getMessage())
                .response()
                .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS)
                .build();
    }
}
