package org.datasync.connector.bulk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.datasync.connector.change.ChangeRepository.Twin;
import org.datasync.connector.change.TagChange;
import org.datasync.connector.prospect2.ContactData;
import org.datasync.connector.prospect2.ImportBody;
import org.datasync.connector.run.Run;

/** Chooses rows for one batch: no address twice, twins together. */
final class Picking {
    private final ImportBody body;
    private final Map<String, Member> byKey = new HashMap<>();
    private final List<Member> members = new ArrayList<>();
    private final List<Twin> answered = new ArrayList<>();
    private final List<Long> waiting = new ArrayList<>();
    private Instant oldest;
    private boolean allComplete = true;
    private long rowsLeft = Long.MAX_VALUE;
    private boolean full;
    private int left;

    Picking(ImportBody body) {
        this.body = body;
    }

    /** A row that is its twin's concern: sent before, under way, or already chosen. True: nothing more to do for it. */
    boolean isTwin(TagChange row, List<Twin> twins) {
        Member chosen = byKey.get(row.addressKey());
        if (chosen != null) {
            if (chosen.first().sameness().equals(row.sameness())
                    && !chosen.rows().contains(row.id())) {
                chosen.rows().add(row.id());
            }
            // Another run or operation with the same address: the next batch.
            return true;
        }
        for (Twin twin : twins) {
            if (twin.outcome() != null) {
                answered.add(twin);
                return true;
            }
        }
        for (Twin twin : twins) {
            switch (twin.state()) {
                case BATCHED, CALLING -> {
                    waiting.add(row.id());
                    return true;
                }
                case READY, KNOWN, SETTLED, EMPTY -> {
                    // Ready ones come along; the others have an outcome or none of this row's concern.
                }
            }
        }
        return false;
    }

    /** False if the batch is full. */
    boolean add(TagChange row, List<Twin> twins, ContactData contact, String tagName, Run run) {
        if (full || !body.add(contact, tagName)) {
            full = true;
            return false;
        }
        Member member = new Member(row);
        twins.forEach(twin -> member.rows().add(twin.twinId()));
        byKey.put(row.addressKey(), member);
        members.add(member);
        oldest = oldest == null || row.since().isBefore(oldest) ? row.since() : oldest;
        allComplete &= run.complete();
        rowsLeft = Math.min(rowsLeft, run.rowsLeft());
        return true;
    }

    boolean isFull() {
        return full;
    }

    /** Rows that have to wait for the next batch. */
    void leave(int rows) {
        left += rows;
    }

    int left() {
        return left;
    }

    /** A single row would need a batch of its own, under the smaller limit: the last contact keeps it company. */
    void leaveNoneAlone() {
        if (full && left == 1 && members.size() > 2) {
            Member last = members.remove(members.size() - 1);
            byKey.remove(last.first().addressKey());
            body.removeLast();
        }
    }

    List<Member> members() {
        return members;
    }

    ImportBody body() {
        return body;
    }

    /** Of the run that is nearest to its end. */
    long rowsLeft() {
        return rowsLeft;
    }

    /** Rows whose twin has an outcome: it is theirs too. */
    List<Twin> answered() {
        return answered;
    }

    /** Rows whose twin is under way. */
    List<Long> waiting() {
        return waiting;
    }

    /** Whether waiting for more rows makes no sense: the batch is full, its runs are complete, or it waited enough. */
    boolean isRipe(Instant waitedEnough) {
        return full || allComplete || oldest.isBefore(waitedEnough);
    }
}
