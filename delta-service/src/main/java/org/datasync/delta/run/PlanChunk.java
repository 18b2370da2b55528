package org.datasync.delta.run;

import java.util.List;
import org.datasync.contracts.delta.v1.ConstituentAdded;
import org.datasync.contracts.delta.v1.ConstituentDelta;
import org.datasync.contracts.delta.v1.ConstituentRemoved;
import org.datasync.contracts.delta.v1.Published;

/**
 * A piece of a plan as records.
 *
 * @param through the greatest sequence that was looked at, also where the row is not published
 * @param last whether nothing follows
 */
record PlanChunk(List<ConstituentDelta> records, long through, boolean last) {
    PlanChunk {
        records = List.copyOf(records);
    }

    Published counts() {
        long added = records.stream().filter(ConstituentAdded.class::isInstance).count();
        long removed =
                records.stream().filter(ConstituentRemoved.class::isInstance).count();
        return new Published(added, removed, records.size() - added - removed);
    }
}
