package org.datasync.scheduler.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.datasync.contracts.sync.v1.Mode;
import org.datasync.platform.problem.FieldError;
import org.datasync.platform.problem.ProblemException;
import org.datasync.scheduler.audit.Actor;
import org.datasync.scheduler.listing.Csv;
import org.datasync.scheduler.listing.Page;
import org.datasync.scheduler.pace.StartLimit;
import org.datasync.scheduler.peer.DeltaService;
import org.datasync.scheduler.peer.Notifications;
import org.datasync.scheduler.request.Fields;
import org.datasync.scheduler.request.JsonBody;
import org.datasync.scheduler.request.Query;
import org.datasync.scheduler.run.AnsweredRequests.Answer;
import org.datasync.scheduler.run.AnsweredRequests.Request;
import org.datasync.scheduler.run.RunRepository.Filter;
import org.datasync.scheduler.run.SettledChanges.Problem;
import org.datasync.scheduler.sync.DataSyncs;
import org.datasync.scheduler.sync.Expected;

/** Runs: starting, following and deciding them. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
class RunResource {
    private final RunRequests requests;
    private final RunCommands commands;
    private final RunQueries queries;
    private final RunViews views;
    private final DataSyncs syncs;
    private final DeltaService delta;
    private final Notifications notifications;
    private final StartLimit limit;
    private final Actor actor;

    RunResource(
            RunRequests requests,
            RunCommands commands,
            RunQueries queries,
            RunViews views,
            DataSyncs syncs,
            DeltaService delta,
            Notifications notifications,
            StartLimit limit,
            Actor actor) {
        this.requests = requests;
        this.commands = commands;
        this.queries = queries;
        this.views = views;
        this.syncs = syncs;
        this.delta = delta;
        this.notifications = notifications;
        this.limit = limit;
        this.actor = actor;
    }

    @POST
    @Path("data-syncs/{id}/runs")
    public Response start(@PathParam("id") int syncId, @HeaderParam("Idempotency-Key") String key, byte[] body) {
        syncs.present(syncId);
        List<FieldError> errors = new ArrayList<>();
        ObjectNode json = JsonBody.optional(body);
        Fields fields = new Fields(json, errors);
        Mode mode = fields.choice("mode", Mode.class).orElse(Mode.DELTA);
        fields.refuseOthers();
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        Optional<Request> request = Request.of(key, "data-syncs/%d/runs".formatted(syncId), json.toString());
        limit.run(actor.name());
        return accepted(requests.run(syncId, mode, request, actor.name()));
    }

    @DELETE
    @Path("data-syncs/{id}")
    @Consumes(MediaType.WILDCARD)
    public Response delete(
            @PathParam("id") int syncId,
            @HeaderParam("If-Match") String ifMatch,
            @QueryParam("tags") @DefaultValue("keep") String tags) {
        syncs.present(syncId);
        Expected expected = Expected.of(ifMatch);
        return switch (tags) {
            case "keep" -> {
                syncs.delete(syncId, expected, actor.name());
                yield Response.ok(new Deleted(
                                syncId, true, "The tags stay on the contacts; what this sync tagged is forgotten"))
                        .build();
            }
            case "remove" -> accepted(requests.delete(syncId, expected, actor.name()));
            default -> throw ProblemException.invalid("tags", "must be keep or remove");
        };
    }

    record Deleted(int id, boolean deleted, String detail) {}

    @GET
    @Path("runs")
    public Page<RunView> log(
            @QueryParam("state") List<String> states,
            @QueryParam("syncId") String syncId,
            @QueryParam("from") String from,
            @QueryParam("to") String to,
            @QueryParam("limit") String limitText,
            @QueryParam("cursor") String cursor) {
        int limit = Query.limit(limitText);
        Filter filter = new Filter(
                Query.choices("state", states, Run.State.class),
                Query.integer("syncId", syncId, 1, Integer.MAX_VALUE),
                Query.instant("from", from),
                Query.instant("to", to),
                Query.number("cursor", cursor, 1, Long.MAX_VALUE));
        return Page.of(queries.log(filter, limit + 1), limit, views::brief, run -> Long.toString(run.no()));
    }

    @GET
    @Path("runs/{id}")
    public RunView one(@PathParam("id") String id) {
        return queries.one(runId(id));
    }

    @GET
    @Path("runs/{id}/problems")
    public Page<ProblemView> problems(
            @PathParam("id") String id, @QueryParam("limit") String limitText, @QueryParam("cursor") String cursor) {
        return problemPage(runId(id), Query.limit(limitText), cursor);
    }

    @GET
    @Path("runs/{id}/problems")
    @Produces(Csv.MEDIA_TYPE)
    public Response problemsAsCsv(@PathParam("id") String id) {
        UUID runId = runId(id);
        return Csv.answer(Csv.of(
                ProblemView.HEADER,
                problemPage(runId, Query.LONGEST_PAGE, null),
                cursor -> problemPage(runId, Query.LONGEST_PAGE, cursor),
                problem -> List.of(problem.line())));
    }

    private Page<ProblemView> problemPage(UUID runId, int limit, String cursor) {
        List<Problem> found = queries.problems(runId, ProblemView.place(cursor), limit + 1);
        return Page.of(found, limit, ProblemView::of, ProblemView::cursor);
    }

    @GET
    @Path("runs/{id}/rows")
    @Produces(Csv.MEDIA_TYPE)
    public Response rowsAsCsv(
            @PathParam("id") String id, @QueryParam("change") String change, @QueryParam("outcome") String outcome) {
        PlanRows.check(change, outcome, null);
        UUID runId = queries.existing(runId(id)).id();
        Function<String, Page<JsonNode>> page =
                cursor -> PlanRows.page(delta.rows(runId, change, outcome, Query.LONGEST_PAGE, cursor));
        return Csv.answer(Csv.of(PlanRows.HEADER, page.apply(null), page, PlanRows::lines));
    }

    @GET
    @Path("runs/{id}/rows")
    public JsonNode rows(
            @PathParam("id") String id,
            @QueryParam("change") String change,
            @QueryParam("outcome") String outcome,
            @QueryParam("limit") String limitText,
            @QueryParam("cursor") String cursor) {
        PlanRows.check(change, outcome, cursor);
        int limit = Query.limit(limitText);
        Run run = queries.existing(runId(id));
        return delta.rows(run.id(), change, outcome, limit, cursor);
    }

    @GET
    @Path("runs/{id}/deliveries")
    public JsonNode deliveries(@PathParam("id") String id) {
        return notifications.deliveries(queries.existing(runId(id)).id());
    }

    @POST
    @Path("runs/{id}/cancel")
    public Response cancel(@PathParam("id") String id, byte[] body) {
        JsonBody.none(body);
        return accepted(commands.cancel(runId(id), actor.name()));
    }

    @POST
    @Path("runs/{id}/approve")
    public Response approve(@PathParam("id") String id, byte[] body) {
        JsonBody.none(body);
        return accepted(commands.approve(runId(id), actor.name()));
    }

    @POST
    @Path("runs/{id}/reject")
    public Response reject(@PathParam("id") String id, byte[] body) {
        JsonBody.none(body);
        return accepted(commands.reject(runId(id), actor.name()));
    }

    @POST
    @Path("runs/{id}/repair")
    public Response repair(@PathParam("id") String id, byte[] body) {
        JsonBody.none(body);
        return accepted(commands.repair(runId(id), actor.name()));
    }

    @POST
    @Path("runs/{id}/retry-rejected")
    public Response retry(@PathParam("id") String id, @HeaderParam("Idempotency-Key") String key, byte[] body) {
        JsonBody.none(body);
        UUID runId = runId(id);
        String path = "runs/%s/retry-rejected".formatted(runId);
        Optional<Request> request = Request.of(key, path, "{}");
        limit.run(actor.name());
        return accepted(requests.retry(runId, request, actor.name()));
    }

    @GET
    @Path("console")
    public RunQueries.Console console() {
        return queries.console();
    }

    private Response accepted(Run run) {
        return Response.accepted(views.brief(run))
                .location(URI.create("/api/v1/runs/" + run.id()))
                .build();
    }

    private static Response accepted(Answer answer) {
        return Response.accepted(answer.body())
                .location(URI.create(answer.location()))
                .build();
    }

    private static UUID runId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound("there is no such run");
        }
    }
}
