package org.datasync.scheduler.peer;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The internal REST interface of notification-service. */
@RegisterProvider(ServiceToken.class)
@RegisterRestClient(configKey = "notification-service")
@Path("/api/v1")
interface NotificationApi {
    @GET
    @Path("runs/{runId}/deliveries")
    Response deliveries(@PathParam("runId") String runId);

    @GET
    @Path("data-syncs/{syncId}/refused-recipients")
    Response refusedRecipients(@PathParam("syncId") int syncId);
}
