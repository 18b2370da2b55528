package org.datasync.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares what Prospect2 holds with what the tables of Tessitura say, past all services. Addresses are personal data:
 * only their numbers are named.
 */
final class Comparison {
    private final ExpectedAddresses expected;
    private final TaggedAddresses tagged;

    Comparison(LocalSystem system) {
        this.expected = new ExpectedAddresses(system);
        this.tagged = new TaggedAddresses(system.options());
    }

    Result of(JsonNode sync, Run run) {
        Set<String> should = expected.of(sync);
        Set<String> are = tagged.of(sync.path("tag").path("id").asText());
        return new Result(are.size(), size(should, are), size(are, should), refused(run));
    }

    private static int size(Set<String> from, Set<String> taken) {
        var rest = new TreeSet<>(from);
        rest.removeAll(taken);
        return rest.size();
    }

    private static long refused(Run run) {
        return run.counts().tag().rejected();
    }

    /**
     * @param missing addresses that should have the tag and have not
     * @param tooMany addresses that have it and should not
     * @param refused that Prospect2 refused in this run: they may be missing
     */
    record Result(int tagged, int missing, int tooMany, long refused) {
        boolean isRight() {
            return tooMany == 0 && missing <= refused;
        }

        @Override
        public String toString() {
            if (!isRight()) {
                return "Prospect2 differs from Tessitura: %s addresses lack the tag, %s have it without reason"
                        .formatted(Terminal.number(missing), Terminal.number(tooMany));
            }
            return "Prospect2 has the tag at exactly the %s addresses that Tessitura's tables say%s"
                    .formatted(
                            Terminal.number(tagged),
                            missing == 0 ? "" : ", less the %s it refused".formatted(Terminal.number(missing)));
        }
    }
}
