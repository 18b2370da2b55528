package org.datasync.notification.summary;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.datasync.contracts.sync.v1.Schedule;

/** The zone that readers of a sync live by: that of its schedule. */
public final class SyncZone {
    private SyncZone() {}

    /** @param otherwise for a sync without a schedule, and for a zone that is not known here */
    public static ZoneId of(Schedule schedule, ZoneId otherwise) {
        return schedule == null ? otherwise : of(schedule.zone(), otherwise);
    }

    static ZoneId of(String name, ZoneId otherwise) {
        if (name == null) {
            return otherwise;
        }
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            return otherwise;
        }
    }
}
