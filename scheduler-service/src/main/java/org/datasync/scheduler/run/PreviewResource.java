package org.datasync.scheduler.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.scheduler.catalog.DeltaService;
import org.datasync.scheduler.problem.Csv;
import org.datasync.scheduler.problem.JsonBody;
import org.datasync.scheduler.problem.Page;
import org.datasync.scheduler.problem.Query;
import org.datasync.scheduler.sync.DataSync;
import org.datasync.scheduler.sync.DataSyncs;
import org.datasync.scheduler.sync.Definitions;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a run would do now, computed by delta-service. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Previews")
class PreviewResource {
    private final DataSyncs syncs;
    private final Definitions definitions;
    private final DeltaService delta;

    PreviewResource(DataSyncs syncs, Definitions definitions, DeltaService delta) {
        this.syncs = syncs;
        this.definitions = definitions;
        this.delta = delta;
    }

    @POST
    @Path("data-syncs/{id}/previews")
    @Operation(summary = "Computes what would change, optionally with an edited definition")
    public Response start(@PathParam("id") int syncId, String body) {
        DataSync sync = syncs.present(syncId);
        ObjectNode json = JsonBody.optional(body);
        SyncDefinition definition = json.isEmpty() ? sync.definition() : definitions.checked(json, sync);
        String id = delta.startPreview(Optional.of(syncId), definition, syncs.othersOnWithSameTag(syncId, definition));
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("id", id).put("state", "COMPUTING");
        return Response.accepted(answer)
                .location(URI.create("/api/v1/previews/" + id))
                .build();
    }

    @GET
    @Path("previews/{id}")
    @Operation(summary = "How far a preview is, and its counts")
    public JsonNode get(@PathParam("id") String id) {
        return delta.preview(id);
    }

    @GET
    @Path("previews/{id}/rows")
    @Operation(summary = "The rows of a preview")
    public JsonNode rows(
            @PathParam("id") String id,
            @QueryParam("change") String change,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return delta.previewRows(id, change, Query.limit(limit), cursor);
    }

    @GET
    @Path("previews/{id}/rows")
    @Produces(Csv.MEDIA_TYPE)
    @Operation(hidden = true)
    public Response rowsAsCsv(@PathParam("id") String id, @QueryParam("change") String change) {
        Function<String, Page<JsonNode>> page =
                cursor -> PlanRows.page(delta.previewRows(id, change, Query.LONGEST_PAGE, cursor));
        return Response.ok(
                        Csv.of(PlanRows.HEADER, page.apply(null), page, PlanRows::lines),
                        Csv.MEDIA_TYPE + ";charset=UTF-8")
                .build();
    }

    @GET
    @Path("data-syncs/{id}/explain/{constituentNo}")
    @Operation(summary = "Why a constituent is or is not tagged, address by address")
    public JsonNode explain(@PathParam("id") int syncId, @PathParam("constituentNo") int constituentNo) {
        return delta.explain(syncId, constituentNo, syncs.present(syncId).definition());
    }

    @GET
    @Path("constituents/{no}/history")
    @Operation(summary = "Runs and outcomes of one constituent over time")
    public JsonNode history(
            @PathParam("no") int constituentNo,
            @QueryParam("limit") String limit,
            @QueryParam("cursor") String cursor) {
        return delta.history(constituentNo, Query.limit(limit), cursor);
    }
}
