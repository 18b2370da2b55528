package org.datasync.notification.mail;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The mails of a run, for the activity log. */
@Path("/api/v1/runs/{runId}/deliveries")
@Produces(MediaType.APPLICATION_JSON)
class DeliveryResource {
    private final DeliveryRepository deliveries;

    DeliveryResource(DeliveryRepository deliveries) {
        this.deliveries = deliveries;
    }

    /** Empty for a run this service has not met or has forgotten. */
    @GET
    public Deliveries ofRun(@PathParam("runId") UUID runId) {
        return new Deliveries(
                deliveries.ofRun(runId).stream().map(DeliveryResource::view).toList());
    }

    private static DeliveryView view(StoredMail mail) {
        boolean waits = mail.state() == MailState.WAITING || mail.state() == MailState.SENDING;
        return new DeliveryView(
                mail.mailNo(),
                mail.kind(),
                mail.recipient(),
                mail.subject(),
                mail.state(),
                mail.attempt(),
                waits ? mail.nextAttemptAt() : null,
                mail.reason(),
                mail.messageId(),
                mail.createdAt(),
                mail.finishedAt());
    }

    record Deliveries(List<DeliveryView> items) {}

    record DeliveryView(
            long id,
            NoticeKind event,
            String recipient,
            String subject,
            MailState state,
            int attempts,
            Instant nextAttemptAt,
            String reason,
            String messageId,
            Instant createdAt,
            Instant finishedAt) {}
}
