package org.datasync.scheduler.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.datasync.scheduler.peer.Connector;
import org.datasync.scheduler.peer.DeltaService;
import org.datasync.scheduler.request.Query;

/** The choices of the form, asked from the services that know them. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class CatalogResource {
    private final DeltaService delta;
    private final Connector connector;

    CatalogResource(DeltaService delta, Connector connector) {
        this.delta = delta;
        this.connector = connector;
    }

    @GET
    @Path("lists")
    public JsonNode lists(@QueryParam("search") String search) {
        return delta.lists(Query.search(search));
    }

    @GET
    @Path("tags")
    public JsonNode tags(@QueryParam("search") String search) {
        return connector.tags(Query.search(search));
    }

    @GET
    @Path("contact-point-purposes")
    public JsonNode purposes() {
        return delta.purposes();
    }

    @GET
    @Path("eaddress-types")
    public JsonNode eaddressTypes() {
        return delta.eaddressTypes();
    }

    @GET
    @Path("contact-permission")
    public JsonNode contactPermission() {
        return delta.contactPermission();
    }
}
