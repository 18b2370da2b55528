package org.datasync.connector.bulk;

import java.time.Instant;

/**
 * A batch that Prospect2 has taken.
 *
 * @param batchId Prospect2's name for it
 * @param epoch of the leader that sent it
 */
record Queued(long batchNo, String batchId, Instant sentAt, Instant firstPoll, long epoch) {}
