package org.datasync.scheduler.run;

import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import java.util.List;
import java.util.Optional;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.tagging.v1.TagChangesSettled;
import org.hibernate.annotations.EmbeddedColumnNaming;

/** What was planned for a run and how much of it is settled by now: what the books are made of, as columns. */
@Embeddable
class Tally {
    @Embedded
    private Constituents constituents;

    @Embedded
    @EmbeddedColumnNaming("planned_%s")
    private Operations planned;

    @Embedded
    @EmbeddedColumnNaming("not_published_%s")
    private Operations notPublished;

    private Long keptShared;

    @Embedded
    @EmbeddedColumnNaming("tag_%s")
    private Settled tag = Settled.NONE;

    @Embedded
    @EmbeddedColumnNaming("update_%s")
    private Settled update = Settled.NONE;

    @Embedded
    @EmbeddedColumnNaming("untag_%s")
    private Settled untag = Settled.NONE;

    /** What delta-service counted. */
    void take(DeltaComputed event) {
        if (event.counts() != null) {
            this.constituents = Constituents.of(event.counts());
            this.planned = Operations.of(event.planned());
            this.notPublished = Operations.of(event.notPublished());
            this.keptShared = event.keptShared();
        } else if (planned != null) {
            // A held plan that was given up without counting again: nothing of it left delta-service.
            this.notPublished = new Operations(planned.tag(), planned.update(), planned.untag() - keptShared);
        }
    }

    /** Adds outcomes that were not recorded before. */
    void settle(List<TagChangesSettled.Entry> fresh) {
        for (TagChangesSettled.Entry entry : fresh) {
            switch (entry.operation()) {
                case TAG -> tag = tag.plus(entry.outcome());
                case UPDATE -> update = update.plus(entry.outcome());
                case UNTAG -> untag = untag.plus(entry.outcome());
                case UNKNOWN -> throw new IllegalArgumentException("operation UNKNOWN");
            }
        }
    }

    /** Nothing until delta-service has counted: unknown, not zero. */
    Optional<Books> books() {
        return constituents == null
                ? Optional.empty()
                : Optional.of(new Books(
                        constituents.toCounts(),
                        planned.toCounts(),
                        notPublished.toCounts(),
                        keptShared,
                        tag,
                        update,
                        untag));
    }

    long settled() {
        return tag.sum() + update.sum() + untag.sum();
    }

    long problems() {
        return tag.problems() + update.problems() + untag.problems();
    }
}
