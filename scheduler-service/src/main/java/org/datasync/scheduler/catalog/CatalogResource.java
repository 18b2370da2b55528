package org.datasync.scheduler.catalog;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The choices of the form, asked from the services that know them. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "Choices")
class CatalogResource {
    private final DeltaService delta;
    private final Connector connector;

    CatalogResource(DeltaService delta, Connector connector) {
        this.delta = delta;
        this.connector = connector;
    }

    @GET
    @Path("lists")
    @Operation(summary = "Dynamic lists with the Prospect2 box")
    public JsonNode lists(@QueryParam("search") String search) {
        return delta.lists(search);
    }

    @GET
    @Path("tags")
    @Operation(summary = "Tags of the Prospect2 account")
    public JsonNode tags(@QueryParam("search") String search) {
        return connector.tags(search);
    }

    @GET
    @Path("contact-point-purposes")
    @Operation(summary = "Contact point purposes for e-mail addresses")
    public JsonNode purposes() {
        return delta.purposes();
    }

    @GET
    @Path("eaddress-types")
    @Operation(summary = "Types of electronic addresses")
    public JsonNode eaddressTypes() {
        return delta.eaddressTypes();
    }

    @GET
    @Path("contact-permission")
    @Operation(summary = "Whether a contact permission type is configured, and which")
    public JsonNode contactPermission() {
        return delta.contactPermission();
    }
}
