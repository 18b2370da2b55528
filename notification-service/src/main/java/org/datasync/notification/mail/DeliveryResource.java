package org.datasync.notification.mail;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;

/** What became of messages, for the activity log and the form. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
class DeliveryResource {
    private final DeliveryRepository deliveries;
    private final Resending resending;

    DeliveryResource(DeliveryRepository deliveries, Resending resending) {
        this.deliveries = deliveries;
        this.resending = resending;
    }

    /** All messages about a run. Empty for a run this service has not met or has forgotten. */
    @GET
    @Path("/runs/{runId}/deliveries")
    public DeliveryView.Items ofRun(@PathParam("runId") UUID runId) {
        return DeliveryView.Items.of(deliveries.ofRun(runId));
    }

    /** Sends messages of a run again: refused, suppressed or sent ones. */
    @POST
    @Path("/runs/{runId}/deliveries/resend")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response resend(@PathParam("runId") UUID runId, @Valid @NotNull ResendRequest request) {
        resending.resend(runId, request.ids());
        return Response.accepted(ofRun(runId)).build();
    }

    @GET
    @Path("/deliveries/{id}")
    public DeliveryView one(@PathParam("id") long id) {
        return deliveries.find(id).map(DeliveryView::of).orElseThrow(NotFoundException::new);
    }

    /**
     * Recipients of a sync whose last mail was refused for good or came back: such an address should be looked at. One
     * disappears when a later mail to it is accepted, about whatever sync, or when the mail is forgotten.
     */
    @GET
    @Path("/data-syncs/{syncId}/refused-recipients")
    public RefusedRecipient.Items refusedRecipients(@PathParam("syncId") int syncId) {
        return RefusedRecipient.Items.of(deliveries.refusedRecipients(syncId));
    }

    record ResendRequest(@NotEmpty @Size(max = 200) List<@NotNull Long> ids) {}
}
