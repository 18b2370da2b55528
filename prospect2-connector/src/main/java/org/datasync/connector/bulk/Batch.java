package org.datasync.connector.bulk;

import java.time.Instant;
import org.datasync.connector.change.Lane;

/**
 * A bulk import and its history.
 *
 * @param batchId Prospect2's name for it, null before it is sent
 * @param sent how often it may have taken effect
 * @param doubts how often the answer was lost
 * @param interruptions how often Prospect2 broke it off
 * @param suspects how often its failures pointed to the account rather than to its contacts
 * @param failures failed attempts for a passing reason
 */
record Batch(
        long no,
        String batchId,
        Lane lane,
        int contacts,
        int sent,
        int doubts,
        int interruptions,
        int failures,
        int polls,
        int suspects,
        Instant firstFailedAt,
        Instant sentAt) {

    /** One that nothing has happened to yet. */
    static Batch first(long no, Lane lane, int contacts) {
        return new Batch(no, null, lane, contacts, 0, 0, 0, 0, 0, 0, null, null);
    }
}
