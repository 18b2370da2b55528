package org.datasync.delta.explain;

import io.smallrye.common.annotation.Blocking;
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
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.delta.database.Database;

/** Why a constituent has the tag or not, and what happened to it. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class ExplainResource {
    private static final int MOST = 1000;

    private final Database database;
    private final Explainer explainer;
    private final History history;

    ExplainResource(Database database, Explainer explainer, History history) {
        this.database = database;
        this.explainer = explainer;
        this.history = history;
    }

    @POST
    @Path("data-syncs/{syncId}/explain/{constituentNo}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Explanation explain(
            @PathParam("syncId") int syncId,
            @PathParam("constituentNo") int constituentNo,
            @NotNull @Valid SyncDefinition definition) {
        return database.call(connection -> explainer.explain(connection, syncId, constituentNo, definition));
    }

    @GET
    @Path("constituents/{constituentNo}/history")
    public History.Page history(
            @PathParam("constituentNo") int constituentNo,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(MOST) int limit,
            @QueryParam("cursor") @DefaultValue("9223372036854775807") long cursor) {
        return database.call(connection -> history.page(connection, constituentNo, null, limit, cursor));
    }
}
