package org.datasync.scheduler.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
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
import org.datasync.scheduler.audit.Actor;
import org.datasync.scheduler.listing.Csv;
import org.datasync.scheduler.listing.Page;
import org.datasync.scheduler.pace.StartLimit;
import org.datasync.scheduler.peer.DeltaService;
import org.datasync.scheduler.request.JsonBody;
import org.datasync.scheduler.request.Query;
import org.datasync.scheduler.run.AnsweredRequests.Answer;
import org.datasync.scheduler.run.AnsweredRequests.Request;
import org.datasync.scheduler.sync.DataSync;
import org.datasync.scheduler.sync.DataSyncs;
import org.datasync.scheduler.sync.Definitions;

/** What a run would do now, computed by delta-service. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
class PreviewResource {
    private final DataSyncs syncs;
    private final Definitions definitions;
    private final PreviewRequests requests;
    private final DeltaService delta;
    private final StartLimit limit;
    private final Actor actor;

    PreviewResource(
            DataSyncs syncs,
            Definitions definitions,
            PreviewRequests requests,
            DeltaService delta,
            StartLimit limit,
            Actor actor) {
        this.syncs = syncs;
        this.definitions = definitions;
        this.requests = requests;
        this.delta = delta;
        this.limit = limit;
        this.actor = actor;
    }

    @POST
    @Path("data-syncs/{id}/previews")
    public Response start(@PathParam("id") int syncId, @HeaderParam("Idempotency-Key") String key, byte[] body) {
        DataSync sync = syncs.present(syncId);
        ObjectNode json = JsonBody.optional(body);
        Optional<Request> request = Request.of(key, "data-syncs/%d/previews".formatted(syncId), json.toString());
        Answer answer = request.flatMap(requests::before).orElseGet(() -> {
            Answer started = start(sync, json);
            return request.map(asked -> requests.first(syncId, asked, started)).orElse(started);
        });
        return Response.accepted(answer.body())
                .location(URI.create(answer.location()))
                .build();
    }

    private Answer start(DataSync sync, ObjectNode json) {
        SyncDefinition definition = json.isEmpty() ? sync.definition() : definitions.checked(json, sync);
        limit.preview(actor.name());
        String id = delta.startPreview(
                Optional.of(sync.id()), definition, syncs.othersOnWithSameTag(sync.id(), definition));
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("id", id).put("state", "COMPUTING");
        return new Answer("/api/v1/previews/" + id, body.toString());
    }

    @GET
    @Path("previews/{id}")
    public JsonNode get(@PathParam("id") String id) {
        return delta.preview(id);
    }

    @GET
    @Path("previews/{id}/rows")
    public JsonNode rows(
            @PathParam("id") String id,
            @QueryParam("change") String change,
            @QueryParam("limit") String limitText,
            @QueryParam("cursor") String cursor) {
        PlanRows.check(change, null, cursor);
        return delta.previewRows(id, change, Query.limit(limitText), cursor);
    }

    @GET
    @Path("previews/{id}/rows")
    @Produces(Csv.MEDIA_TYPE)
    public Response rowsAsCsv(@PathParam("id") String id, @QueryParam("change") String change) {
        PlanRows.check(change, null, null);
        Function<String, Page<JsonNode>> page =
                cursor -> PlanRows.page(delta.previewRows(id, change, Query.LONGEST_PAGE, cursor));
        return Csv.answer(Csv.of(PlanRows.HEADER, page.apply(null), page, PlanRows::lines));
    }

    @GET
    @Path("data-syncs/{id}/explain/{constituentNo}")
    public JsonNode explain(@PathParam("id") int syncId, @PathParam("constituentNo") int constituentNo) {
        return delta.explain(syncId, constituentNo, syncs.present(syncId).definition());
    }

    @GET
    @Path("constituents/{no}/history")
    public JsonNode history(
            @PathParam("no") int constituentNo,
            @QueryParam("limit") String limitText,
            @QueryParam("cursor") String cursor) {
        Query.number("cursor", cursor, 0, Long.MAX_VALUE);
        return delta.history(constituentNo, Query.limit(limitText), cursor);
    }
}
