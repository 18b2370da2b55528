package org.datasync.scheduler.sync;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.datasync.scheduler.audit.Actor;
import org.datasync.scheduler.sync.Transfer.Step;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Definitions as YAML. */
@Path("/api/v1")
@Blocking
@Tag(name = "Data syncs")
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
    @Operation(summary = "All definitions, without ids, in a stable order")
    public String export() {
        return transfer.export();
    }

    @POST
    @Path("data-syncs/import")
    @Consumes(YAML)
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Creates and changes syncs by their descriptions; with dryRun=true only tells the difference")
    public Report take(
            @QueryParam("dryRun") @DefaultValue("false") boolean dryRun,
            @QueryParam("activate") @DefaultValue("false") boolean activate,
            String yaml) {
        List<Step> steps = transfer.plan(yaml);
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
