package org.datasync.scheduler.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.datasync.contracts.sync.v1.Mode;
import org.datasync.contracts.sync.v1.Trigger;
import org.datasync.platform.problem.ProblemException;
import org.datasync.scheduler.Moment;
import org.datasync.scheduler.SchedulerConfig;
import org.datasync.scheduler.TickGrid;
import org.datasync.scheduler.audit.AuditLog;
import org.datasync.scheduler.audit.AuditLog.Action;
import org.datasync.scheduler.contention.Repeated;
import org.datasync.scheduler.run.AnsweredRequests.Answer;
import org.datasync.scheduler.run.AnsweredRequests.Request;
import org.datasync.scheduler.sync.DataSync;
import org.datasync.scheduler.sync.DataSyncRepository;
import org.datasync.scheduler.sync.DataSyncs;
import org.datasync.scheduler.sync.Expected;
import org.jboss.logging.Logger;

/** Queues runs that somebody asks for. */
@ApplicationScoped
@Repeated
class RunRequests {
    private static final Logger LOG = Logger.getLogger(RunRequests.class);

    private final DataSyncRepository syncs;
    private final DataSyncs changes;
    private final RunRepository runs;
    private final AnsweredRequests answered;
    private final RunViews views;
    private final AuditLog audit;
    private final ObjectMapper mapper;
    private final Clock clock;
    private final TickGrid grid;

    RunRequests(
            DataSyncRepository syncs,
            DataSyncs changes,
            RunRepository runs,
            AnsweredRequests answered,
            RunViews views,
            AuditLog audit,
            ObjectMapper mapper,
            Clock clock,
            SchedulerConfig config) {
        this.syncs = syncs;
        this.changes = changes;
        this.runs = runs;
        this.answered = answered;
        this.views = views;
        this.audit = audit;
        this.mapper = mapper;
        this.clock = clock;
        this.grid = new TickGrid(config.tick());
    }

    @Transactional
    public Answer run(int syncId, Mode mode, Optional<Request> request, String by) {
        DataSync sync = present(syncId);
        return request.flatMap(answered::find).orElseGet(() -> queue(sync, Trigger.MANUAL, mode, null, request, by));
    }

    /** An ordinary run after the refusals of another one were forgotten: it names its parent. */
    @Transactional
    public Answer retry(UUID parent, Optional<Request> request, String by) {
        int syncId = runs.syncOf(parent).orElseThrow(() -> ProblemException.notFound("there is no such run"));
        DataSync sync = present(syncId);
        Optional<Answer> before = request.flatMap(answered::find);
        if (before.isPresent()) {
            return before.get();
        }
        runs.byId(parent).orElseThrow().requireRetriable();
        return queue(sync, Trigger.RETRY, Mode.DELTA, parent, request, by);
    }

    /** A run that untags what the sync tagged; when it succeeds, the sync is deleted. */
    @Transactional
    public Answer delete(int syncId, Expected expected, String by) {
        DataSync sync = changes.locked(syncId, expected);
        Answer answer = queue(sync, Trigger.DELETION, Mode.DELTA, null, Optional.empty(), by);
        if (sync.isOn()) {
            sync.switchOff(Moment.now(clock));
        }
        audit.add(by, Action.SYNC_DELETED, syncId, null, "tags are removed first");
        return answer;
    }

    private DataSync present(int syncId) {
        return syncs.lock(syncId)
                .filter(found -> !found.deleted())
                .orElseThrow(() -> ProblemException.notFound("there is no such sync"));
    }

    private Answer queue(DataSync sync, Trigger trigger, Mode mode, UUID parent, Optional<Request> request, String by) {
        sync.activeRunNo().map(runs::findById).ifPresent(active -> {
            throw ProblemException.conflict("run %s of the sync is active: %s".formatted(active.id(), active.state()));
        });
        Instant now = Moment.now(clock);
        Run run = Run.requested(sync.id(), sync.definition(), trigger, mode, grid.manualStart(now), now, by);
        if (parent != null) {
            run.retryOf(parent);
        }
        runs.persistAndFlush(run);
        sync.runQueued(run.no());
        audit.add(by, Action.RUN_REQUESTED, sync.id(), run.id(), trigger + " " + mode);
        LOG.infof(
                "Run queued: runId=%s syncId=%d trigger=%s startsAt=%s", run.id(), sync.id(), trigger, run.startsAt());
        Answer answer = new Answer("/api/v1/runs/" + run.id(), json(run));
        request.ifPresent(asked -> answered.keep(asked, answer));
        return answer;
    }

    private String json(Run run) {
        try {
            return mapper.writeValueAsString(views.brief(run));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
