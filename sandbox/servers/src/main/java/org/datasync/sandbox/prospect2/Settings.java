package org.datasync.sandbox.prospect2;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/**
 * How the account and its API behave. As JSON it has these names; a patch names only what it changes.
 *
 * @param key what {@code Api-Token} must carry; changing it revokes the old one
 * @param timeScale how many seconds of the API pass in one second outside
 * @param contactLimit beyond it no contact is created
 * @param contactLimitStatus what a single call that would create one too many is answered
 */
record Settings(
        String key,
        double timeScale,
        int contactLimit,
        int contactLimitStatus,
        Limits limits,
        Bulk bulk,
        Latency latency,
        Switches switches) {

    Settings {
        requireNonNull(key, "key");
        requireNonNull(limits, "limits");
        requireNonNull(bulk, "bulk");
        requireNonNull(latency, "latency");
        requireNonNull(switches, "switches");
        if (!(timeScale > 0)) {
            throw new IllegalArgumentException("timeScale must be above 0");
        }
    }

    /** Limits, durations and latencies as documented or recorded. */
    static Settings faithful() {
        return new Settings(
                "sandbox-key",
                1,
                Integer.MAX_VALUE,
                422,
                new Limits(5, 100, 20, 399_999, Duration.ofSeconds(30)),
                new Bulk(Duration.ofSeconds(1), Duration.ofSeconds(6), Duration.ofMillis(10)),
                Latency.recorded(1),
                Switches.defaults());
    }

    /** The same limits, but a block of one second only and answers without latency: for tests. */
    static Settings fast() {
        return faithful().with(Json.parse("""
                                {"limits":{"retryAfter":"PT1S"},"latency":{"factor":0}}"""));
    }

    Settings with(JsonNode patch) {
        var merged = Json.tree(this);
        Json.merge(merged, patch);
        return Json.value(merged, Settings.class);
    }

    /**
     * @param requestsPerSecond of the API; with a time scale above 1 that many times the scale in any second outside
     * @param bulkBytes the largest body of a bulk import
     * @param retryAfter how long a block lasts, and what its {@code Retry-After} says
     */
    record Limits(
            int requestsPerSecond, int bulkPerMinute, int singleBulkPerMinute, int bulkBytes, Duration retryAfter) {
        Limits {
            requireNonNull(retryAfter, "retryAfter");
        }
    }

    /**
     * @param visibleAfter until then the status of a batch is {@code false}
     * @param duration from acceptance to the first contact that takes effect
     * @param perContact from contact to contact
     */
    record Bulk(Duration visibleAfter, Duration duration, Duration perContact) {
        Bulk {
            requireNonNull(visibleAfter, "visibleAfter");
            requireNonNull(duration, "duration");
            requireNonNull(perContact, "perContact");
        }
    }

    /**
     * How long an answer takes after its effect.
     *
     * @param factor 0 answers at once
     * @param other for routes that are not named
     * @param routes by route, such as {@code GET /contacts/{id}}
     */
    record Latency(double factor, Duration other, Map<String, Duration> routes) {
        Latency {
            requireNonNull(other, "other");
            routes = Map.copyOf(routes);
        }

        static Latency recorded(double factor) {
            return new Latency(
                    factor,
                    Duration.ofMillis(99),
                    Map.of(
                            "GET /contacts", Duration.ofMillis(90),
                            "GET /contacts/{id}", Duration.ofMillis(146),
                            "GET /tags", Duration.ofMillis(76),
                            "POST /tags", Duration.ofMillis(87),
                            "POST /contactTags", Duration.ofMillis(94),
                            "POST /contactLists", Duration.ofMillis(124),
                            "POST /contacts", Duration.ofMillis(160),
                            "PUT /contacts/{id}", Duration.ofMillis(191),
                            "DELETE /contacts/{id}", Duration.ofMillis(207),
                            "POST /contact/sync", Duration.ofMillis(210)));
        }

        Duration of(String route) {
            return Duration.ofNanos(Math.round(routes.getOrDefault(route, other).toNanos() * factor));
        }
    }

    /**
     * What the public sources leave in doubt; the value in {@link #defaults} is the likelier one.
     *
     * @param newContactTagStatus 201 or 200
     * @param contactTagWithContacts whether the answer for a new association carries the contact too
     * @param existingTag what {@code POST /tags} answers for a name that exists
     * @param bulkSuccessKey {@code success} or {@code Success}
     * @param infoSuccess whose ids a completed batch lists
     * @param oversizedBody what a bulk body of 400,000 bytes or more is answered
     * @param excludeAutomations where the flag is read
     * @param bulkCountsAsRequest whether a bulk request also counts against the limit per second
     * @param contactTagFilter whether {@code GET /contactTags?filters[tag]=} filters
     * @param inlineTags whether {@code contact/sync} takes {@code tags}
     * @param numericIds whether {@code contact} and {@code list} are numbers in answers
     * @param largePages whether a limit above 100 is honoured; else it is cut
     * @param retryAfterMissing whether a 429 comes without {@code Retry-After}
     * @param rateHeadersAlways whether other answers carry {@code RateLimit-*} too
     * @param exactEmail whether addresses that differ in case are different contacts
     * @param lowerCaseFailures whether a batch names its failed addresses in lower case, however they were sent
     * @param unknownBatch what is answered for an unknown batch id
     * @param ignoredParameters names of query parameters that are ignored, as every misspelt one is
     */
    record Switches(
            int newContactTagStatus,
            boolean contactTagWithContacts,
            ExistingTag existingTag,
            String bulkSuccessKey,
            InfoSuccess infoSuccess,
            OversizedBody oversizedBody,
            ExcludeAutomations excludeAutomations,
            boolean bulkCountsAsRequest,
            boolean contactTagFilter,
            boolean inlineTags,
            boolean numericIds,
            boolean largePages,
            boolean retryAfterMissing,
            boolean rateHeadersAlways,
            boolean exactEmail,
            boolean lowerCaseFailures,
            UnknownBatch unknownBatch,
            Set<String> ignoredParameters) {
        Switches {
            requireNonNull(existingTag, "existingTag");
            requireNonNull(bulkSuccessKey, "bulkSuccessKey");
            requireNonNull(infoSuccess, "infoSuccess");
            requireNonNull(oversizedBody, "oversizedBody");
            requireNonNull(excludeAutomations, "excludeAutomations");
            requireNonNull(unknownBatch, "unknownBatch");
            ignoredParameters = Set.copyOf(ignoredParameters);
        }

        static Switches defaults() {
            return new Switches(
                    201,
                    false,
                    ExistingTag.FOUND,
                    "success",
                    InfoSuccess.CREATED_AND_UPDATED,
                    OversizedBody.BAD_REQUEST,
                    ExcludeAutomations.TOP_LEVEL_OR_CONTACT,
                    true,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    false,
                    UnknownBatch.STATUS_FALSE,
                    Set.of());
        }
    }

    enum ExistingTag {
        /** 200 and the existing tag. */
        FOUND,
        /** 422 and a database error. */
        UNPROCESSABLE,
        /** 500 and a database error. */
        SERVER_ERROR
    }

    enum InfoSuccess {
        CREATED_AND_UPDATED,
        CREATED
    }

    enum OversizedBody {
        /** 400 in the form of the bulk import. */
        BAD_REQUEST,
        /** 413. */
        TOO_LARGE
    }

    enum ExcludeAutomations {
        TOP_LEVEL_OR_CONTACT,
        TOP_LEVEL
    }

    enum UnknownBatch {
        /** 200 as for a batch that is not visible yet. */
        STATUS_FALSE,
        NOT_FOUND
    }
}
