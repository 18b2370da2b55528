package org.datasync.notification.course;

import java.time.Instant;

/**
 * What was recorded of the sync before a notice.
 *
 * @param last outcome of the notice before, null if there is none
 * @param problem signature of the last notice that was not neutral, null if that was a success or there is none
 * @param toldAt when the same problem was last told to those who do not want every run, or null; since the last success.
 *     For a skipped run when a skipped one was last told to them, successes or not
 * @param concernsOperators whether there was a failure or a hold since the last success
 * @param stalled whether operators were told that this very run stood still
 */
public record Past(Outcome last, String problem, Instant toldAt, boolean concernsOperators, boolean stalled) {
    public static final Past NONE = new Past(null, null, null, false, false);
}
