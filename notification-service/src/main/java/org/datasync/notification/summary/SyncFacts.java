package org.datasync.notification.summary;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.datasync.contracts.sync.v1.JobType;
import org.datasync.contracts.sync.v1.ProcessingOptions;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.notification.summary.Summary.Fact;

/** What both kinds of summary say about the sync and its run. */
final class SyncFacts {
    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_TITLE_IN_SUBJECT = 80;
    private static final int LONGEST_SUBJECT = 200;

    private SyncFacts() {}

    static String title(SyncDefinition definition) {
        return Plain.line(definition.description(), LONGEST_TITLE);
    }

    /** The outcome first: that is what a telephone shows. */
    static String subject(String headline, SyncDefinition definition, String news) {
        String title = Plain.line(definition.description(), LONGEST_TITLE_IN_SUBJECT);
        return Plain.cut("%s: %s – %s".formatted(headline, title, news), LONGEST_SUBJECT);
    }

    static List<Fact> sync(int syncId, SyncDefinition definition) {
        return List.of(
                new Fact("Data sync", "No. " + syncId),
                new Fact("List", "No. " + definition.listNo()),
                new Fact("Tag", Plain.line(definition.tag().name(), LONGEST_TITLE)),
                new Fact("Job", job(definition.jobType())),
                new Fact("Processing", processing(definition.processing())),
                new Fact("Schedule", ScheduleText.of(definition.schedule())));
    }

    static String why(Trigger trigger) {
        return switch (trigger) {
            case SCHEDULED -> "Its schedule";
            case MANUAL -> "Started by hand";
            case RETRY -> "Refused addresses of an earlier run are tried again";
            case DELETION -> "The data sync is being deleted and takes its tags back";
            case UNKNOWN -> Formats.UNKNOWN;
        };
    }

    /** The address of a page, if it is one: the event could hold anything. */
    static Optional<String> page(String link) {
        if (link == null) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(link);
            boolean web = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return web && uri.getHost() != null ? Optional.of(link) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** A part of the page; the page itself if its address names a part already. */
    static String part(String page, String part) {
        return page.contains("#") ? page : page + "#" + part;
    }

    private static String job(JobType jobType) {
        return switch (jobType) {
            case ADD_ONLY -> "Only adds the tag";
            case ADD_AND_REMOVE -> "Adds and removes the tag";
            case UNKNOWN -> Formats.UNKNOWN;
        };
    }

    private static String processing(ProcessingOptions options) {
        return "Webhooks %s, automations %s"
                .formatted(options.triggerWebhooks() ? "on" : "off", options.triggerAutomations() ? "on" : "off");
    }
}
