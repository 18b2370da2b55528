package org.datasync.scheduler.sync;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.datasync.contracts.sync.v1.ProcessingOptions;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Tag;
import org.datasync.platform.problem.FieldError;
import org.datasync.platform.problem.ProblemException;
import org.datasync.scheduler.audit.Actor;
import org.datasync.scheduler.listing.Page;
import org.datasync.scheduler.peer.Notifications;
import org.datasync.scheduler.peer.Notifications.Refused;
import org.datasync.scheduler.request.Fields;
import org.datasync.scheduler.request.JsonBody;
import org.datasync.scheduler.request.Query;

/** Definitions of data syncs. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Blocking
class DataSyncResource {
    private static final int MOST_UPCOMING = 1000;

    private final DataSyncs syncs;
    private final Definitions definitions;
    private final Notifications notifications;
    private final Actor actor;
    private final Clock clock;

    DataSyncResource(DataSyncs syncs, Definitions definitions, Notifications notifications, Actor actor, Clock clock) {
        this.syncs = syncs;
        this.definitions = definitions;
        this.notifications = notifications;
        this.actor = actor;
        this.clock = clock;
    }

    @GET
    @Path("data-syncs")
    public Page<DataSyncView> list(@QueryParam("limit") String limitText, @QueryParam("cursor") String cursor) {
        int limit = Query.limit(limitText);
        int after = Query.integer("cursor", cursor, 0, Integer.MAX_VALUE).orElse(0);
        return Page.of(syncs.after(after, limit + 1), limit, DataSyncView::of, sync -> Integer.toString(sync.id()));
    }

    @POST
    @Path("data-syncs")
    public Response create(byte[] body) {
        SyncDefinition definition = definitions.checked(JsonBody.required(body));
        DataSync sync = syncs.create(definition, actor.name());
        return Response.created(URI.create("/api/v1/data-syncs/" + sync.id()))
                .tag(Integer.toString(sync.version()))
                .entity(view(sync))
                .build();
    }

    @GET
    @Path("data-syncs/{id}")
    public Response get(@PathParam("id") int id) {
        DataSync sync = syncs.present(id);
        List<String> warnings = warnings(sync);
        Map<String, Refused> refused = refused(sync, warnings);
        return answer(sync, DataSyncView.of(sync, warnings, refused));
    }

    /** That another service is away is no reason not to show the sync. */
    private Map<String, Refused> refused(DataSync sync, List<String> warnings) {
        if (sync.definition().recipients().isEmpty()) {
            return Map.of();
        }
        try {
            return notifications.refusedRecipients(sync.id());
        } catch (ProblemException e) {
            warnings.add("Whether mails reach the recipients is not known: notification-service does not answer");
            return Map.of();
        }
    }

    @PUT
    @Path("data-syncs/{id}")
    public Response edit(@PathParam("id") int id, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        DataSync before = syncs.present(id);
        Expected expected = Expected.of(ifMatch);
        expected.require(before);
        SyncDefinition definition = definitions.checked(JsonBody.required(body), before);
        return answer(syncs.edit(id, expected, definition, actor.name()));
    }

    @PUT
    @Path("data-syncs/{id}/status")
    public Response switchTo(@PathParam("id") int id, @HeaderParam("If-Match") String ifMatch, byte[] body) {
        syncs.present(id);
        Expected expected = Expected.of(ifMatch);
        List<FieldError> errors = new ArrayList<>();
        Fields fields = new Fields(JsonBody.required(body), errors);
        fields.require("status");
        DataSync.Status status = fields.choice("status", DataSync.Status.class).orElse(null);
        fields.refuseOthers();
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return answer(syncs.switchTo(id, expected, status, actor.name()));
    }

    @POST
    @Path("data-syncs/{id}/tag/accept-rename")
    public Response acceptRename(@PathParam("id") int id, byte[] body) {
        JsonBody.none(body);
        Tag tag = definitions.currentTag(syncs.present(id));
        return answer(syncs.acceptTagName(id, tag.id(), tag.name(), actor.name()));
    }

    @GET
    @Path("data-syncs/{id}/upcoming")
    public Upcoming upcoming(@PathParam("id") int id, @QueryParam("count") String countText) {
        int count = Query.integer("count", countText, 1, MOST_UPCOMING).orElse(10);
        return new Upcoming(syncs.present(id).schedule().upcoming(clock.instant(), count).stream()
                .map(DateTimeFormatter.ISO_OFFSET_DATE_TIME::format)
                .toList());
    }

    /** Due times with the offset of the sync's zone. */
    record Upcoming(List<String> items) {}

    private Response answer(DataSync sync) {
        return answer(sync, view(sync));
    }

    private static Response answer(DataSync sync, DataSyncView view) {
        return Response.ok(view).tag(Integer.toString(sync.version())).build();
    }

    private DataSyncView view(DataSync sync) {
        return DataSyncView.of(sync, warnings(sync), Map.of());
    }

    private List<String> warnings(DataSync sync) {
        List<String> warnings = new ArrayList<>();
        List<Integer> others = syncs.othersWithSameTag(sync);
        if (!others.isEmpty()) {
            warnings.add("The same tag is used by sync "
                    + String.join(", ", others.stream().map(String::valueOf).toList())
                    + ": an address keeps the tag while one of them that is ON holds it");
        }
        ProcessingOptions processing = sync.definition().processing();
        if (!processing.triggerAutomations() && processing.automationsOnFirstRun()) {
            warnings.add("The first run starts automations although later runs do not");
        }
        return warnings;
    }
}
