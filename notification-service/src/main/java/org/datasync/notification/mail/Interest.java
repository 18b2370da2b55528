package org.datasync.notification.mail;

import java.util.Optional;
import org.datasync.contracts.run.v1.RunCounts;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunState;
import org.datasync.contracts.sync.v1.Recipient.When;

/** Which runs a recipient wants to read about. */
final class Interest {
    private Interest() {}

    /** @return why this run is not mailed to such a recipient; empty if it is */
    static Optional<String> suppresses(When when, RunFinished run) {
        return switch (when) {
            case EVERY_RUN, DAILY_DIGEST -> Optional.empty();
            case CHANGES ->
                isProblem(run) || changed(run.counts())
                        ? Optional.empty()
                        : Optional.of("Nothing was changed, and this recipient wants changes only");
            case PROBLEMS ->
                isProblem(run) ? Optional.empty() : Optional.of("No problem, and this recipient wants problems only");
        };
    }

    private static boolean isProblem(RunFinished run) {
        return run.state() != RunState.SUCCEEDED && run.state() != RunState.SKIPPED;
    }

    /** Unknown counts may hide a change. */
    private static boolean changed(RunCounts counts) {
        return counts == null
                || counts.tag().planned()
                                + counts.update().planned()
                                + counts.untag().planned()
                        > 0;
    }
}
