package org.datasync.scheduler.sync;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.datasync.scheduler.audit.Actor;
import org.datasync.scheduler.request.JsonBody;
import org.datasync.scheduler.request.Query;
import org.datasync.scheduler.sync.Transfer.Step;

/** Definitions as YAML. */
@Path("/api/v1")
@Blocking
class TransferResource {
    private static final String YAML = "application/yaml";

    private final Transfer transfer;
    private final DataSyncs syncs;
    private final Actor actor;

    TransferResource(Transfer transfer, DataSyncs syncs, Actor actor) {
        this.transfer = transfer;
        this.syncs = syncs;
        this.actor = actor;
    }

    @GET
    @Path("data-syncs/export")
    @Produces(YAML)
    public String export() {
        return transfer.export();
    }

    @POST
    @Path("data-syncs/import")
    @Consumes(YAML)
    @Produces(MediaType.APPLICATION_JSON)
    public Report take(
            @QueryParam("dryRun") String dryRunText, @QueryParam("activate") String activateText, byte[] body) {
        boolean dryRun = Query.flag("dryRun", dryRunText);
        boolean activate = Query.flag("activate", activateText);
        List<Step> steps = transfer.plan(JsonBody.text(body));
        List<Integer> ids = dryRun ? List.of() : syncs.apply(steps, activate, actor.name());
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            Integer id = dryRun ? step.before().map(DataSync::id).orElse(null) : ids.get(i);
            items.add(new Item(
                    id,
                    step.definition().description(),
                    step.action(),
                    step.changes(),
                    activate && step.on() && !step.before().map(DataSync::isOn).orElse(false)));
        }
        return new Report(dryRun, items);
    }

    record Report(boolean dryRun, List<Item> items) {}

    /** @param id null for a sync that does not exist yet */
    record Item(
            Integer id,
            String description,
            Transfer.Action action,
            List<DefinitionChanges.Change> changes,
            boolean switchedOn) {}
}
