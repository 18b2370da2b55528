package org.datasync.notification.mail;

import jakarta.transaction.Transactional;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tries the settings: a mail to one address, sent as every other. */
@Path("/api/v1/test-mail")
@Produces(MediaType.APPLICATION_JSON)
class TestMailResource {
    private final NoticeRepository notices;
    private final Recipients recipients;
    private final DeliveryRepository deliveries;
    private final AddedMails added;
    private final Clock clock;

    TestMailResource(
            NoticeRepository notices,
            Recipients recipients,
            DeliveryRepository deliveries,
            AddedMails added,
            Clock clock) {
        this.notices = notices;
        this.recipients = recipients;
        this.deliveries = deliveries;
        this.added = added;
        this.clock = clock;
    }

    /** Answers with the delivery, whose state tells later whether the mail server took the mail. */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    public Response send(@Valid @NotNull TestMailRequest request) {
        Instant now = clock.instant();
        String eventId = "test:" + UUID.randomUUID();
        long noticeNo = notices.add(
                Notice.ofNoRun(eventId, NoticeKind.TEST, now, PayloadJson.write(new TestMail(now))),
                List.of(recipients.mail(eventId, MailAddress.of(request.address()))),
                now);
        added.announce();
        StoredMail mail = deliveries.ofNotice(noticeNo).get(0);
        return Response.accepted(DeliveryView.of(mail))
                .location(URI.create("/api/v1/deliveries/" + mail.mailNo()))
                .build();
    }

    record TestMailRequest(@NotBlank @Size(max = 320) String address) {
        /** Without the address. */
        @Override
        public String toString() {
            return "TestMailRequest[]";
        }
    }
}
