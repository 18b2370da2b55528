package org.datasync.connector.bulk;

import java.time.Instant;

/** Changes of a batch's counts, one event at a time. */
record History(Batch batch) {
    static History of(Batch batch) {
        return new History(batch);
    }

    /** It may have taken effect once more. */
    History sent() {
        return with(batch.contacts(), batch.sent() + 1, batch.doubts(), batch.interruptions(), batch.failures());
    }

    History doubted() {
        return with(batch.contacts(), batch.sent(), batch.doubts() + 1, batch.interruptions(), batch.failures());
    }

    History interrupted() {
        return with(batch.contacts(), batch.sent(), batch.doubts(), batch.interruptions() + 1, batch.failures());
    }

    History contacts(int contacts) {
        return with(contacts, batch.sent(), batch.doubts(), batch.interruptions(), batch.failures());
    }

    History failed(Instant now) {
        return new History(new Batch(
                batch.no(),
                batch.batchId(),
                batch.lane(),
                batch.contacts(),
                batch.sent(),
                batch.doubts(),
                batch.interruptions(),
                batch.failures() + 1,
                batch.polls(),
                batch.suspects(),
                batch.firstFailedAt() == null ? now : batch.firstFailedAt(),
                batch.sentAt()));
    }

    private History with(int contacts, int sent, int doubts, int interruptions, int failures) {
        return new History(new Batch(
                batch.no(),
                batch.batchId(),
                batch.lane(),
                contacts,
                sent,
                doubts,
                interruptions,
                failures,
                batch.polls(),
                batch.suspects(),
                batch.firstFailedAt(),
                batch.sentAt()));
    }
}
