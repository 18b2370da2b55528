package org.datasync.notification.mail;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.datasync.notification.NotificationConfig;
import org.datasync.notification.mail.DigestRepository.Collected;
import org.datasync.platform.lease.Lease;

/** Once a day makes one mail of what was collected for a recipient. Late is fine: nothing collected is lost. */
@ApplicationScoped
class DigestWriter {
    private final DataSource dataSource;
    private final DigestRepository digests;
    private final NoticeRepository notices;
    private final Recipients recipients;
    private final AddedMails added;
    private final NotificationConfig config;
    private final Clock clock;

    DigestWriter(
            DataSource dataSource,
            DigestRepository digests,
            NoticeRepository notices,
            Recipients recipients,
            AddedMails added,
            NotificationConfig config,
            Clock clock) {
        this.dataSource = dataSource;
        this.digests = digests;
        this.notices = notices;
        this.recipients = recipients;
        this.added = added;
        this.config = config;
        this.clock = clock;
    }

    /** @return whether there was a digest to write */
    boolean writeNext(Lease lease) {
        if (!lease.isHeld()) {
            return false;
        }
        Instant before = lastDigestTime();
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                Optional<Collected> collected = digests.next(connection, before);
                if (collected.isPresent()) {
                    write(connection, collected.get(), before);
                    lease.fence(connection);
                }
                return collected.isPresent();
            }
        });
    }

    private void write(Connection connection, Collected collected, Instant before) throws SQLException {
        String eventId = "digest:" + collected.recipientKey() + ":" + collected.mailNo();
        byte[] digest = PayloadJson.write(
                digests.sum(connection, collected.recipientKey(), before).build());
        Instant now = clock.instant();
        long digestNo = notices.add(
                Notice.ofNoRun(eventId, NoticeKind.DIGEST, now, digest),
                List.of(recipients.mail(eventId, MailAddress.of(collected.recipient()))),
                now);
        digests.close(connection, collected.recipientKey(), before, digestNo, now);
        added.announce();
    }

    private Instant lastDigestTime() {
        ZonedDateTime now = clock.instant().atZone(config.zone());
        ZonedDateTime today = now.toLocalDate().atTime(config.digestAt()).atZone(config.zone());
        return (today.isAfter(now)
                        ? now.toLocalDate()
                                .minusDays(1)
                                .atTime(config.digestAt())
                                .atZone(config.zone())
                        : today)
                .toInstant();
    }
}
