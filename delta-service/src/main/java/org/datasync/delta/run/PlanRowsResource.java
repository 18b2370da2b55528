package org.datasync.delta.run;

import io.smallrye.common.annotation.Blocking;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.datasync.delta.database.Database;
import org.datasync.platform.problem.ProblemException;

/** The plan of a run row by row, with the outcome of each address. */
@Path("/api/v1/runs/{runId}/rows")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class PlanRowsResource {
    private static final int MOST = 1000;

    private final Database database;
    private final RunStore runs;
    private final PlanRows rows;

    PlanRowsResource(Database database, RunStore runs, PlanRows rows) {
        this.database = database;
        this.runs = runs;
        this.rows = rows;
    }

    @GET
    public PlanRows.Page rows(
            @PathParam("runId") UUID runId,
            @QueryParam("change") String change,
            @QueryParam("outcome") String outcome,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(MOST) int limit,
            @QueryParam("cursor") @DefaultValue("0") long cursor) {
        return database.call(connection -> {
            Run run = runs.find(connection, runId)
                    .orElseThrow(() -> ProblemException.notFound("Run %s is not known.".formatted(runId)));
            boolean discarded = run.state() == RunState.CANCELLED || run.state() == RunState.FAILED;
            return rows.page(connection, run.runNo(), discarded, new PlanRows.Filter(change, outcome), limit, cursor);
        });
    }
}
