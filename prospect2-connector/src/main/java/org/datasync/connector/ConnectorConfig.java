package org.datasync.connector;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Everything about this service that a site can set. */
@ConfigMapping(prefix = "datasync.connector")
public interface ConnectorConfig {
    Api prospect2();

    Limits limits();

    Bulk bulk();

    Calls calls();

    Walks walks();

    Account account();

    Retention retention();

    /** Where the account is and how to get in. */
    interface Api {
        /** The API address that Prospect2 shows under Settings > Developer, without {@code /api/3}. */
        @NotBlank
        String url();

        /** The key shown beside it. Not needed with a key file. */
        Optional<String> key();

        /** A file with the key, read again when it changes, so that a key can be rotated without a restart. */
        Optional<Path> keyFile();

        /**
         * How long an answer may take before it counts as lost. It also delays a take-over by another replica and must
         * stay below the lease time less two beats.
         */
        @WithDefault("PT7S")
        Duration timeout();
    }

    /** What we allow ourselves of the account's quota; other integrations share it. */
    interface Limits {
        /** Requests per second of all kinds together; the account has 5. */
        @WithDefault("4.5")
        @DecimalMin("0.05")
        double requestsPerSecond();

        /** Bulk imports of several contacts per minute; the account has 100. */
        @WithDefault("90")
        @DecimalMin("0.1")
        double importsPerMinute();

        /** Bulk imports of one contact per minute; the account has 20. */
        @WithDefault("18")
        @DecimalMin("0.1")
        double singleImportsPerMinute();

        /**
         * Whether a bulk import counts against the requests per second too, which Prospect2 does not say. If it does
         * and this is false, refusals for speed follow.
         */
        @WithDefault("true")
        boolean importsCountAsRequests();

        /** How long everything rests after a 429 that does not say how long. */
        @WithDefault("PT30S")
        Duration rest();

        /** How long everything rests when bulk import says that its own limit is reached. */
        @WithDefault("PT60S")
        Duration importRest();

        /** Time from half speed, right after a rest, back to full speed. */
        @WithDefault("PT60S")
        Duration recovery();
    }

    /** Bulk imports. */
    interface Bulk {
        @WithDefault("250")
        @Min(1)
        @Max(250)
        int contacts();

        /** Largest body; Prospect2 refuses 400,000 bytes. */
        @WithDefault("399999")
        @Min(2_000)
        @Max(399_999)
        int bytes();

        /** How long a batch that is not full waits for more rows while its runs are not complete. */
        @WithDefault("PT1S")
        Duration linger();

        /** Until a batch is asked about for the first time; at least a fifth of it passes between two questions. */
        @WithDefault("PT5S")
        Duration firstPoll();

        /** At most this long between two questions about a batch. */
        @WithDefault("PT60S")
        Duration longestPoll();

        /** How long a batch may be unfinished before its rows settle as unknown. */
        @WithDefault("PT12H")
        Duration patience();

        /** How long a batch may be unknown to Prospect2 before its answer counts as lost. */
        @WithDefault("PT10M")
        Duration unseen();
    }

    /** Calls for one contact, and the retries of everything. */
    interface Calls {
        /** Calls under way at the same time. More do not make it faster than the limit. */
        @WithDefault("4")
        @Min(1)
        @Max(16)
        int concurrency();

        /** Attempts for a passing reason before a row settles as failed. */
        @WithDefault("300")
        @Min(1)
        int attempts();

        /** Time since the first failed attempt after which a row settles as failed. */
        @WithDefault("PT24H")
        Duration giveUpAfter();

        /** Pause after the first failed attempt; doubled by each further one. */
        @WithDefault("PT1S")
        Duration firstPause();

        @WithDefault("PT5M")
        Duration longestPause();

        /** How long after our own add a missing tag does not count as gone: bulk imports show late. */
        @WithDefault("PT10M")
        Duration recentAdd();

        /** Between two looks for an add of our own that does not show yet. */
        @WithDefault("PT1M")
        Duration recentAddPause();
    }

    /** Reading a tag's contacts page by page, to learn the ids that make removals one request. */
    interface Walks {
        /** How long a run whose closing record has not come must be quiet before its removals are looked for. */
        @WithDefault("PT5S")
        Duration quiet();

        /** Whether ids are also learned without need, while the account has nothing else to do. */
        @WithDefault("true")
        boolean spare();

        /** Between two pages of a walk without need. */
        @WithDefault("PT1S")
        Duration sparePause();

        /** How often it is considered whether a walk without need is worth it. */
        @WithDefault("PT5M")
        Duration considered();
    }

    /** The account as a whole. */
    interface Account {
        /** How long everything rests after a refusal that may be an error, or without answers; then twice as long. */
        @WithDefault("PT1S")
        Duration firstRest();

        /** How often a blocked account is tried. */
        @WithDefault("PT30S")
        Duration probe();

        /** How long a tag that was found under id and name counts as found. */
        @WithDefault("PT5M")
        Duration tagCheck();

        /** How long the ids of custom fields are kept. */
        @WithDefault("PT15M")
        Duration fields();

        /** How long bulk imports rest when their failures point to the account rather than to contacts. */
        @WithDefault("PT10M")
        Duration suspectRest();

        /** How long an operator's question to Prospect2 may take. */
        @WithDefault("PT8S")
        Duration question();
    }

    /** What is kept how long. */
    interface Retention {
        /**
         * Constituents of a run that is not known and that was requested longer ago than this are refused: the topic
         * keeps them no longer, so they can only be a replay.
         */
        @WithDefault("P7D")
        Duration constituents();

        /** Work rows, with their addresses, after their run has closed. */
        @WithDefault("P7D")
        Duration rows();

        /** Runs; longer than any topic keeps records. */
        @WithDefault("P90D")
        Duration runs();
    }
}
