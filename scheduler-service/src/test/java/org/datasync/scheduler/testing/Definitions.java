package org.datasync.scheduler.testing;

import java.util.List;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.contracts.sync.v1.Guard;
import org.datasync.contracts.sync.v1.JobType;
import org.datasync.contracts.sync.v1.ProcessingOptions;
import org.datasync.contracts.sync.v1.Recipient;
import org.datasync.contracts.sync.v1.Schedule;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Tag;

/** Complete definitions for tests without the API. */
public final class Definitions {
    private Definitions() {}

    public static SyncDefinition daily() {
        return new SyncDefinition(
                "Members",
                101,
                new Tag("7", "Tag 7"),
                JobType.ADD_AND_REMOVE,
                new ProcessingOptions(false, true, true),
                new Filters(List.of(), List.of(), false, false),
                new Schedule("DAILY", "06:00", null, null, null, null, null, null, "America/New_York"),
                List.of(new Recipient("box-office@example.org", Recipient.When.EVERY_RUN)),
                new Guard(true, 30, 100, 50),
                false);
    }
}
