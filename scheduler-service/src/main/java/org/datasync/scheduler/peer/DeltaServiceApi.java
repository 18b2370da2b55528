package org.datasync.scheduler.peer;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The internal REST interface of delta-service. */
@RegisterProvider(ServiceToken.class)
@RegisterRestClient(configKey = "delta-service")
@Path("/api/v1")
@Consumes(MediaType.APPLICATION_JSON)
interface DeltaServiceApi {
    @GET
    @Path("lists")
    Response lists(@QueryParam("search") String search);

    @GET
    @Path("lists/{listNo}")
    Response list(@PathParam("listNo") int listNo);

    @GET
    @Path("contact-point-purposes")
    Response purposes();

    @GET
    @Path("eaddress-types")
    Response eaddressTypes();

    @GET
    @Path("contact-permission")
    Response contactPermission();

    @GET
    @Path("runs/{runId}/rows")
    Response rows(
            @PathParam("runId") String runId,
            @QueryParam("change") String change,
            @QueryParam("outcome") String outcome,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor);

    @POST
    @Path("previews")
    Response startPreview(JsonNode request);

    @GET
    @Path("previews/{id}")
    Response preview(@PathParam("id") String id);

    @GET
    @Path("previews/{id}/rows")
    Response previewRows(
            @PathParam("id") String id,
            @QueryParam("change") String change,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor);

    @POST
    @Path("data-syncs/{syncId}/explain/{constituentNo}")
    Response explain(
            @PathParam("syncId") int syncId, @PathParam("constituentNo") int constituentNo, JsonNode definition);

    @GET
    @Path("constituents/{no}/history")
    Response history(
            @PathParam("no") int constituentNo,
            @QueryParam("limit") Integer limit,
            @QueryParam("cursor") String cursor);
}
