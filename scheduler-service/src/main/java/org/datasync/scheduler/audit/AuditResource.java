package org.datasync.scheduler.audit;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.datasync.platform.problem.ProblemException;
import org.datasync.scheduler.listing.Page;
import org.datasync.scheduler.request.Query;

/** Who changed, activated, ran and decided what. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class AuditResource {
    private final AuditLog audit;

    AuditResource(AuditLog audit) {
        this.audit = audit;
    }

    @GET
    @Path("audit")
    public Page<AuditLog.Entry> list(
            @QueryParam("syncId") String syncId,
            @QueryParam("runId") String runId,
            @QueryParam("limit") String limitText,
            @QueryParam("cursor") String cursor) {
        int limit = Query.limit(limitText);
        long before = Query.number("cursor", cursor, 1, Long.MAX_VALUE).orElse(Long.MAX_VALUE);
        Integer sync = Query.integer("syncId", syncId, 1, Integer.MAX_VALUE).orElse(null);
        return Page.of(
                audit.before(before, sync, uuid(runId), limit + 1),
                limit,
                entry -> entry,
                entry -> Long.toString(entry.id()));
    }

    private static UUID uuid(String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.invalid("runId", "must be the id of a run");
        }
    }
}
