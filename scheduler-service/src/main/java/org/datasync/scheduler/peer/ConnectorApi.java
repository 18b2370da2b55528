package org.datasync.scheduler.peer;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The internal REST interface of prospect2-connector. */
@RegisterProvider(ServiceToken.class)
@RegisterRestClient(configKey = "prospect2-connector")
@Path("/api/v1")
interface ConnectorApi {
    @GET
    @Path("tags")
    Response tags(@QueryParam("search") String search);

    @GET
    @Path("tags/{id}")
    Response tag(@PathParam("id") String id);

    @GET
    @Path("account")
    Response account();

    @GET
    @Path("queue")
    Response queue();
}
