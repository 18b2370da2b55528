package org.datasync.scheduler.problem;

import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * A body that stops in the middle, or that turns out to be too large without having said so: no failure of ours. The
 * server has closed the connection by then, so there is nobody to send a problem document to.
 */
final class UnreadableBodyMapper {
    private static final Logger LOG = Logger.getLogger(UnreadableBodyMapper.class);

    @ServerExceptionMapper
    Response unreadable(IOException e) {
        LOG.infof("The body of a request could not be read: %s", e.getMessage());
        return Response.status(Response.Status.REQUEST_ENTITY_TOO_LARGE).build();
    }
}
