package org.datasync.delta;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What an operator of this service can set. */
@ConfigMapping(prefix = "datasync.delta")
public interface DeltaConfig {
    /** How many runs and previews are worked on at the same time. More: more load on Tessitura's database. */
    @WithDefault("3")
    @Min(1)
    @Max(8)
    int workers();

    /** How often the leader looks for work that nobody woke it for. */
    @WithDefault("PT0.5S")
    Duration interval();

    /** How often the planning of a run is tried when the database fails, before the run fails. */
    @WithDefault("5")
    @Min(1)
    int attempts();

    /** Pause before the next attempt. */
    @WithDefault("PT10S")
    Duration attemptPause();

    /** Records of runs this service does not know are refused when older than this: the retention of the topics. */
    @WithDefault("P14D")
    Duration topicRetention();

    @Valid
    Tables tables();

    @Valid
    Generation generation();

    @Valid
    Publishing publishing();

    @Valid
    Settings settings();

    @Valid
    Changes changes();

    @Valid
    Previews previews();

    @Valid
    Retention retention();

    /** Names of database objects. */
    interface Tables {
        /** Schema and first letters of our tables. */
        @WithDefault("dbo.LT_P2_")
        @Pattern(regexp = "[A-Za-z0-9_.]+")
        String prefix();

        /** The baseline. Another name where a table of somebody else has this one. */
        @WithDefault("dbo.LT_P2_LIST_CONTENTS")
        @Pattern(regexp = "[A-Za-z0-9_.]+")
        String listContents();

        /** Schema and first letters of our views. */
        @WithDefault("dbo.LV_P2_")
        @Pattern(regexp = "[A-Za-z0-9_.]+")
        String views();

        /** Schema of Tessitura's tables, with the dot. */
        @WithDefault("dbo.")
        @Pattern(regexp = "([A-Za-z0-9_]+\\.)*")
        String tessitura();
    }

    /** Regenerating a list. */
    interface Generation {
        /** How a list is generated. */
        @WithDefault("PROCEDURE")
        Way way();

        @Valid
        Rest rest();

        /** Called with the list number; may return one row with the column {@code members}. */
        @WithDefault("dbo.LP_P2_GENERATE_LIST")
        @Pattern(regexp = "[A-Za-z0-9_.]+")
        String procedure();

        /** A generation that takes longer fails the run. */
        @WithDefault("PT10M")
        Duration timeout();

        /** How long a list is left alone after a generation that did not end in time. */
        @WithDefault("PT10M")
        Duration quietTime();

        /** Between the two counts that must be the same. */
        @WithDefault("PT0.5S")
        Duration countPause();

        /** How often a list whose counts differ is generated again, before the run fails. */
        @WithDefault("3")
        @Min(1)
        int attempts();
    }

    /** How a list can be generated. */
    enum Way {
        /** By a procedure of the database. */
        PROCEDURE,
        /** By Tessitura's REST API. */
        REST
    }

    /** Tessitura's REST API. */
    interface Rest {
        /** Address up to and including the service, without {@code /Reporting}. */
        Optional<URI> url();

        /** As Tessitura wants it: {@code user:group:location}. */
        Optional<String> user();

        Optional<String> password();

        /** How long a connection may take. */
        @WithDefault("PT10S")
        Duration connectTimeout();
    }

    /** Sending changed constituents again. */
    interface Changes {
        /** Audit rows are read at most this often, for all syncs together. */
        @WithDefault("PT1M")
        Duration interval();

        /**
         * How far reading goes back behind what was read before: longer than any transaction of Tessitura, and than the
         * hour that a clock change repeats.
         */
        @WithDefault("PT2H")
        Duration overlap();

        /** Tables whose audit rows are no reason to send a constituent again. */
        @WithDefault("TX_CONTACT_POINT_PURPOSE,T_CUST_RANK,TX_CUST_CONTACT_PERM_TYPE,T_EADDRESS")
        List<String> ignoredTables();

        /** Whether memberships have an audit table of their own. */
        @WithDefault("true")
        boolean membershipAudit();
    }

    /** Looking at what a run would do. */
    interface Previews {
        /** How long a preview can be read. */
        @WithDefault("PT1H")
        Duration kept();
    }

    /** What is forgotten when. */
    interface Retention {
        /** Plans with the outcome of each address. */
        @WithDefault("P30D")
        Duration plans();

        /** Rows of runs: longer than any topic keeps records. */
        @WithDefault("P90D")
        Duration runs();

        /** Changes one by one; after that a sync that did not run keeps only who is due, which is all it needs. */
        @WithDefault("P7D")
        Duration changes();
    }

    /** Handing the plan to the broker. */
    interface Publishing {
        /** Constituents that are sent before their acknowledgements are awaited. */
        @WithDefault("5000")
        @Min(1)
        @Max(50000)
        int chunk();

        /** How long the acknowledgements of a chunk may take before it is sent again. */
        @WithDefault("PT40S")
        Duration acknowledgement();
    }

    /** Rows of Tessitura's T_DEFAULTS. */
    interface Settings {
        /** The organization's name in T_DEFAULTS: its rows go before the global ones. Empty: only global ones. */
        Optional<String> organization();

        /** The name global rows have. */
        @WithDefault("Impresario")
        @NotBlank
        String global();

        /** Switch for sending changed constituents again. */
        @WithDefault("P2DSTrackChanges")
        @NotBlank
        String trackChanges();

        /** Holds the id of the contact permission type that decides about e-mail. */
        @WithDefault("P2ContactPermissionType")
        @NotBlank
        String contactPermissionType();

        /** The answer that permits. */
        @WithDefault("Y")
        @Pattern(regexp = "[A-Za-z]")
        String acceptingAnswer();
    }
}
