package org.datasync.connector.bulk;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.datasync.connector.prospect2.Prospect2;
import org.datasync.connector.prospect2.Reply;
import org.datasync.connector.prospect2.Standing;

/** Finds out why contacts of a bulk import failed: the import does not say, but reading some of them may. */
@ApplicationScoped
class FailureReasons {
    private static final int SAMPLE = 20;
    private static final String NO_REASON = "refused by bulk import, no reason given";

    private final Prospect2 prospect2;

    FailureReasons(Prospect2 prospect2) {
        this.prospect2 = prospect2;
    }

    /** The reasons when none can be found. */
    static Found none(List<Member> failed) {
        return new Found(unexplained(failed), failed.size());
    }

    /** Empty if not even one could be read now. */
    Optional<Found> of(List<Member> failed) throws InterruptedException {
        Map<String, String> byKey = unexplained(failed);
        int read = 0;
        int explained = 0;
        for (Member member : failed.subList(0, Math.min(SAMPLE, failed.size()))) {
            Reply<Standing> reply = prospect2.standing(member.first().address());
            if (!(reply instanceof Reply.Applied<Standing> standing)) {
                break;
            }
            read++;
            switch (standing.value()) {
                case BOUNCED -> {
                    explained++;
                    byKey.put(member.first().addressKey(), "mail to the address has bounced");
                }
                case ABSENT ->
                    byKey.put(member.first().addressKey(), "refused by bulk import, no reason given; no such contact");
                case PRESENT -> {
                    // It exists and was not changed: nothing more is known.
                }
            }
        }
        if (read == 0 && !failed.isEmpty()) {
            return Optional.empty();
        }
        long unexplained = failed.isEmpty() ? 0 : Math.round((double) failed.size() * (read - explained) / read);
        return Optional.of(new Found(byKey, unexplained));
    }

    private static Map<String, String> unexplained(List<Member> failed) {
        Map<String, String> byKey = new HashMap<>();
        failed.forEach(member -> byKey.put(member.first().addressKey(), NO_REASON));
        return byKey;
    }

    /**
     * Reasons by address key.
     *
     * @param unexplained how many failed without one, extrapolated from those that were read
     */
    record Found(Map<String, String> byKey, long unexplained) {
        Found {
            byKey = Map.copyOf(byKey);
        }

        /** Without the addresses. */
        @Override
        public String toString() {
            return "Found[failed=" + byKey.size() + ", unexplained=" + unexplained + "]";
        }
    }
}
