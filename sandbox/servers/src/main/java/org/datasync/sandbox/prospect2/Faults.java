package org.datasync.sandbox.prospect2;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** The faults that wait for their request, in the order in which they were ordered; a request meets one at most. */
final class Faults {
    private final List<Armed> armed = new ArrayList<>();

    synchronized void add(Fault fault) {
        armed.add(new Armed(fault));
    }

    synchronized void clear() {
        armed.clear();
    }

    Optional<Fault> onRequest(String route) {
        return take(fault -> fault.hits(route));
    }

    Optional<Fault> onBatch() {
        return take(fault -> fault.kind() == Fault.Kind.BATCH_FAILED || fault.kind() == Fault.Kind.BATCH_INTERRUPTED);
    }

    int webhookCopies() {
        return take(fault -> fault.kind() == Fault.Kind.DUPLICATE_DELIVERY).isPresent() ? 2 : 1;
    }

    synchronized ArrayNode list() {
        var list = Json.array();
        for (var entry : armed) {
            list.add(Json.tree(entry.fault).put("hit", entry.hit));
        }
        return list;
    }

    private synchronized Optional<Fault> take(Predicate<Fault> wanted) {
        for (var entry : armed) {
            if (wanted.test(entry.fault) && entry.ready()) {
                entry.hit++;
                if (entry.fault.times() > 0 && entry.hit == entry.fault.times()) {
                    armed.remove(entry);
                }
                return Optional.of(entry.fault);
            }
        }
        return Optional.empty();
    }

    private static final class Armed {
        private final Fault fault;
        private final Random random;
        private int passed;
        private int hit;

        Armed(Fault fault) {
            this.fault = fault;
            this.random = new Random(fault.seed());
        }

        boolean ready() {
            return passed++ >= fault.skip() && (fault.share() == 1 || random.nextDouble() < fault.share());
        }
    }
}
