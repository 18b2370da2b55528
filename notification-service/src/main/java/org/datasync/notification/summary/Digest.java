package org.datasync.notification.summary;

import java.time.Instant;
import java.util.List;

/**
 * What happened between two digests of one recipient, a line per sync.
 *
 * @param zone of all these syncs, null if they have several
 */
public record Digest(Instant from, Instant until, String zone, List<Line> lines) {
    public Digest {
        lines = List.copyOf(lines);
    }

    public long runs() {
        return lines.stream().mapToLong(Line::runs).sum();
    }

    public long problems() {
        return lines.stream().mapToLong(Line::problems).sum();
    }

    /**
     * One sync.
     *
     * @param problems runs with errors, failed, held or of unknown end
     * @param uncounted runs whose counts are unknown
     * @param last outcome of its last run in words
     * @param link to its last run, or null
     */
    public record Line(
            int syncId,
            String title,
            long runs,
            long problems,
            long added,
            long removed,
            long uncounted,
            String last,
            String link) {}
}
