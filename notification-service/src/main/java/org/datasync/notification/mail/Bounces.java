package org.datasync.notification.mail;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.NotFoundException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;
import org.datasync.notification.summary.Plain;

/** Mails that came back after the mail server had taken them, as somebody tells who reads the sender's mailbox. */
@ApplicationScoped
class Bounces {
    private static final int LONGEST_REASON = 300;

    private final DataSource dataSource;
    private final DeliveryRepository deliveries;
    private final DigestRepository digests;
    private final Clock clock;
    private final MeterRegistry meters;

    Bounces(
            DataSource dataSource,
            DeliveryRepository deliveries,
            DigestRepository digests,
            Clock clock,
            MeterRegistry meters) {
        this.dataSource = dataSource;
        this.deliveries = deliveries;
        this.digests = digests;
        this.clock = clock;
        this.meters = meters;
    }

    /** The same bounce again changes nothing. */
    @Transactional
    void record(String messageId, String status, String diagnostic) throws SQLException {
        StoredMail mail = deliveries.find(messageId).orElseThrow(NotFoundException::new);
        String reason = Plain.line("Came back: " + status + " " + diagnostic, LONGEST_REASON);
        Instant now = clock.instant();
        try (Connection connection = dataSource.getConnection()) {
            if (deliveries.bounced(connection, mail.mailNo(), reason, now)) {
                long noticeNo = deliveries.noticeNo(connection, mail.mailNo());
                digests.fail(connection, noticeNo, MailState.BOUNCED, reason, now);
                meters.counter("datasync.mail.bounces").increment();
            }
        }
    }
}
