package org.datasync.notification.mail;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.sql.SQLException;

/** Where whatever reads the sender's mailbox, or a mail provider's notifications, tells of returned mails. */
@Path("/api/v1/bounces")
class BounceResource {
    private final Bounces bounces;

    BounceResource(Bounces bounces) {
        this.bounces = bounces;
    }

    /** 404 for a mail that is not known here (any more). Delays are no bounces: only 5.x.x is taken. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response take(@Valid @NotNull Bounce bounce) throws SQLException {
        bounces.record(bounce.messageId(), bounce.status(), bounce.reason() == null ? "" : bounce.reason());
        return Response.noContent().build();
    }

    /**
     * A bounce.
     *
     * @param messageId of the mail that came back, with its angle brackets
     * @param status enhanced status code (RFC 3463)
     * @param reason what the other side said
     */
    record Bounce(
            @NotBlank @Size(max = 300) String messageId,

            @NotNull @Pattern(regexp = "5\\.\\d{1,3}\\.\\d{1,3}")
            String status,

            @Size(max = 1000) String reason) {
        /** Without the reason: it may name the address. */
        @Override
        public String toString() {
            return "Bounce[messageId=" + messageId + ", status=" + status + "]";
        }
    }
}
