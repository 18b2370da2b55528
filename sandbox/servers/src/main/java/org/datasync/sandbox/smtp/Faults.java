package org.datasync.sandbox.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults still to come, the first that fits first. */
final class Faults {
    private final List<Fault> pending = new ArrayList<>();

    synchronized void add(Fault fault) {
        pending.add(fault);
    }

    synchronized void clear() {
        pending.clear();
    }

    synchronized Optional<Fault> take(String recipientLine) {
        for (int i = 0; i < pending.size(); i++) {
            Fault fault = pending.get(i);
            if (fault.hits(recipientLine)) {
                if (fault.times() == 1) {
                    pending.remove(i);
                } else {
                    pending.set(i, fault.less());
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
