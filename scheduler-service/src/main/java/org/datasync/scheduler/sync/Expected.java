package org.datasync.scheduler.sync;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.datasync.platform.problem.ProblemException;

/** The versions of a definition that the caller has seen: {@code If-Match}. */
public record Expected(Set<String> tags) {
    public Expected {
        tags = Set.copyOf(tags);
    }

    /** @throws ProblemException 428 if the header is missing */
    public static Expected of(String ifMatch) {
        if (ifMatch == null || ifMatch.isBlank()) {
            throw ProblemException.of(428, "send If-Match with the ETag of the definition you have read");
        }
        return new Expected(Arrays.stream(ifMatch.split(","))
                .map(String::strip)
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .collect(Collectors.toSet()));
    }

    static Expected version(DataSync sync) {
        return new Expected(Set.of(tagOf(sync)));
    }

    /** @throws ProblemException 412 if somebody changed it since */
    void require(DataSync sync) {
        if (!tags.contains("*") && !tags.contains(tagOf(sync))) {
            throw ProblemException.of(412, "the definition was changed since; it has version " + sync.version());
        }
    }

    static String tagOf(DataSync sync) {
        return "\"" + sync.version() + "\"";
    }
}
