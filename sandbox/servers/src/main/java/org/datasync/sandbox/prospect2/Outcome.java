package org.datasync.sandbox.prospect2;

import java.time.Duration;

/**
 * An answer and how it leaves.
 *
 * @param delay until then it is held back
 * @param reset whether the connection is closed instead
 */
record Outcome(Answer answer, Duration delay, boolean reset) {}
