package org.datasync.delta.preview;

import io.smallrye.common.annotation.Blocking;
import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.delta.database.Database;
import org.datasync.delta.run.PlanRows;
import org.datasync.delta.run.WorkSignal;
import org.datasync.platform.problem.ProblemException;

/** What a run would do now, also of a definition that is not saved. */
@Path("/api/v1/previews")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class PreviewResource {
    private static final int MOST = 1000;

    private final Database database;
    private final PreviewStore previews;
    private final PlanRows rows;
    private final WorkSignal signal;

    PreviewResource(Database database, PreviewStore previews, PlanRows rows, WorkSignal signal) {
        this.database = database;
        this.previews = previews;
        this.rows = rows;
        this.signal = signal;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    public Response start(@NotNull @Valid PreviewRequest request) {
        UUID id = database.call(connection -> previews.insert(connection, request));
        signal.afterCommit();
        return Response.accepted(new Started(id.toString()))
                .location(URI.create("/api/v1/previews/" + id))
                .build();
    }

    @GET
    @Path("{id}")
    public View preview(@PathParam("id") UUID id) {
        Preview preview = database.call(connection -> present(connection, id));
        return new View(preview.id(), preview.state().name(), preview.counts(), preview.reason());
    }

    @GET
    @Path("{id}/rows")
    public PlanRows.Page rows(
            @PathParam("id") UUID id,
            @QueryParam("change") String change,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(MOST) int limit,
            @QueryParam("cursor") @DefaultValue("0") long cursor) {
        return database.call(connection -> {
            Preview preview = present(connection, id);
            if (preview.state() != Preview.State.READY) {
                return PlanRows.Page.EMPTY;
            }
            return rows.page(connection, preview.runNo(), false, new PlanRows.Filter(change, null), limit, cursor);
        });
    }

    private Preview present(Connection connection, UUID id) throws SQLException {
        Optional<Preview> preview = previews.find(connection, id.toString());
        return preview.orElseThrow(
                () -> ProblemException.notFound("Preview %s does not exist any more.".formatted(id)));
    }

    /** Where to look for the result. */
    record Started(String id) {}

    /** How far it is. */
    record View(String id, String state, RunCounts counts, String reason) {}
}
