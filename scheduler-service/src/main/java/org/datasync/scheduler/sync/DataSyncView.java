package org.datasync.scheduler.sync;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.contracts.sync.v1.Guard;
import org.datasync.contracts.sync.v1.JobType;
import org.datasync.contracts.sync.v1.ProcessingOptions;
import org.datasync.contracts.sync.v1.Schedule;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Tag;
import org.datasync.scheduler.peer.Notifications.Refused;

/**
 * A sync as the API shows it.
 *
 * @param nextRunAt the next due time; null while OFF
 * @param tagFrozen whether the tag can not be changed any more
 * @param recipients with marks at those that no mail reaches, where one sync is asked for
 * @param warnings what is allowed and yet worth a second look
 */
record DataSyncView(
        int id,
        String description,
        int listNo,
        Tag tag,
        JobType jobType,
        ProcessingOptions processing,
        Filters filters,
        ScheduleView schedule,
        @JsonProperty("notify") List<RecipientView> recipients,
        Guard guard,
        boolean followAddressChanges,
        DataSync.Status status,
        Instant nextRunAt,
        int version,
        boolean tagFrozen,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> warnings) {

    static DataSyncView of(DataSync sync) {
        return of(sync, List.of(), Map.of());
    }

    /** @param refused recipients no mail reaches, by address in lower case */
    static DataSyncView of(DataSync sync, List<String> warnings, Map<String, Refused> refused) {
        SyncDefinition definition = sync.definition();
        return new DataSyncView(
                sync.id(),
                definition.description(),
                definition.listNo(),
                definition.tag(),
                definition.jobType(),
                definition.processing(),
                definition.filters(),
                ScheduleView.of(definition.schedule()),
                RecipientView.of(definition.recipients(), refused),
                definition.guard(),
                definition.followAddressChanges(),
                sync.status(),
                sync.nextDueAt().orElse(null),
                sync.version(),
                sync.tagFrozen(),
                List.copyOf(warnings));
    }

    /** Only the fields of its frequency. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record ScheduleView(
            String frequency,
            String timeOfDay,
            String startAt,
            Integer everyMinutes,
            String endAt,
            List<String> timesOfDay,
            String dayOfWeek,
            Integer dayOfMonth,
            String zone) {
        static ScheduleView of(Schedule written) {
            return new ScheduleView(
                    written.frequency(),
                    written.timeOfDay(),
                    written.startAt(),
                    written.everyMinutes(),
                    written.endAt(),
                    written.timesOfDay(),
                    written.dayOfWeek(),
                    written.dayOfMonth(),
                    written.zone());
        }
    }
}
