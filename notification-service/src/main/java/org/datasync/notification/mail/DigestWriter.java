package org.datasync.notification.mail;

import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.datasync.notification.mail.DigestRepository.Collected;
import org.datasync.platform.lease.Lease;

/** Makes one mail of what was collected for a recipient, when it is due. Late is fine: nothing collected is lost. */
@ApplicationScoped
class DigestWriter {
    private final DataSource dataSource;
    private final DigestRepository digests;
    private final NoticeRepository notices;
    private final Recipients recipients;
    private final AddedMails added;
    private final Clock clock;

    DigestWriter(
            DataSource dataSource,
            DigestRepository digests,
            NoticeRepository notices,
            Recipients recipients,
            AddedMails added,
            Clock clock) {
        this.dataSource = dataSource;
        this.digests = digests;
        this.notices = notices;
        this.recipients = recipients;
        this.added = added;
        this.clock = clock;
    }

    /** @return whether there was a digest to write */
    boolean writeNext(Lease lease) {
        if (!lease.isHeld()) {
            return false;
        }
        Instant now = clock.instant();
        return QuarkusTransaction.requiringNew().call(() -> {
            try (Connection connection = dataSource.getConnection()) {
                Optional<Collected> collected = digests.next(connection, now);
                if (collected.isPresent()) {
                    write(connection, collected.get(), now);
                    lease.fence(connection);
                }
                return collected.isPresent();
            }
        });
    }

    private void write(Connection connection, Collected collected, Instant now) throws SQLException {
        String eventId = "digest:" + collected.recipientKey() + ":" + collected.mailNo();
        byte[] digest = PayloadJson.write(
                digests.sum(connection, collected.recipientKey(), now).build());
        long digestNo = notices.add(
                Notice.ofNoRun(eventId, NoticeKind.DIGEST, now, digest),
                List.of(recipients.mail(eventId, MailAddress.of(collected.recipient()))),
                now);
        digests.close(connection, collected.recipientKey(), digestNo, now);
        added.announce();
    }
}
