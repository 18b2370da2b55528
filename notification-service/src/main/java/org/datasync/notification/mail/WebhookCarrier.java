package org.datasync.notification.mail;

import java.io.IOException;
import java.util.Optional;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.notification.NotificationConfig.Webhook;
import org.datasync.notification.delivery.Delivery;
import org.datasync.notification.summary.Summaries;
import org.datasync.notification.webhook.WebhookBody;
import org.datasync.notification.webhook.WebhookClient;

/** Takes notices to webhooks. */
final class WebhookCarrier implements Carrier {
    private final WebhookClient client;
    private final Summaries summaries;

    WebhookCarrier(WebhookClient client, Summaries summaries) {
        this.client = client;
        this.summaries = summaries;
    }

    @Override
    public Carried carry(ClaimedMail call) throws IOException, InterruptedException {
        WebhookBody body = body(call.notice());
        Optional<Webhook> webhook = client.find(call.recipient());
        if (webhook.isEmpty()) {
            return new Carried(body.subject(), new Delivery.Refused("The settings have no such webhook any more"));
        }
        byte[] content =
                switch (webhook.get().format()) {
                    case JSON -> body.json();
                    case SLACK -> body.slack();
                };
        return new Carried(
                body.subject(), client.post(webhook.get(), call.notice().eventId(), content));
    }

    private WebhookBody body(StoredNotice notice) throws IOException {
        return switch (notice.kind()) {
            case RUN_FINISHED -> {
                RunFinished run = EventJson.read(notice.payload(), RunFinished.class);
                yield WebhookBody.of(run, notice.trend(), summaries.of(run, notice.trend()));
            }
            case RUN_HELD -> {
                RunHeld run = EventJson.read(notice.payload(), RunHeld.class);
                yield WebhookBody.of(run, notice.trend(), summaries.of(run, notice.trend()));
            }
            case RUN_STALLED -> {
                RunStalled run = EventJson.read(notice.payload(), RunStalled.class);
                yield WebhookBody.of(run, summaries.of(run));
            }
            case DIGEST, TEST -> throw new IOException(notice.kind() + " is not for webhooks");
        };
    }
}
