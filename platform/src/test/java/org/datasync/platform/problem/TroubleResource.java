package org.datasync.platform.problem;

import io.quarkus.security.ForbiddenException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;

/** Fails in every way; all but the first with an address in the message. */
@Path("/trouble")
public class TroubleResource {
    @GET
    @Path("{kind}")
    public String fail(@PathParam("kind") String kind) {
        String row = "duplicate key jane@example.org";
        switch (kind) {
            case "ours" -> throw ProblemException.conflict("the sync is being deleted");
            case "request" -> throw new BadRequestException(row);
            case "role" -> throw new ForbiddenException(row);
            case "server" -> throw new InternalServerErrorException(row);
            default -> throw new IllegalStateException(row);
        }
    }

    @GET
    public String page(@QueryParam("limit") @Max(10) int limit) {
        return "";
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public String take(@NotNull @Valid Wish wish) {
        return wish.name();
    }

    /** What may be wished. */
    public record Wish(@NotBlank String name, int number) {}
}
