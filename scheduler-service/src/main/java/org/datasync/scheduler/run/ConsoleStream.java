package org.datasync.scheduler.run;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import org.datasync.scheduler.run.RunQueries.Console;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;

/**
 * The console as server-sent events. Every event is the whole console, so a client that reconnects, to any replica,
 * has missed nothing that matters.
 */
@Path("/api/v1")
@Tag(name = "Runs")
class ConsoleStream {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int LONGEST_SILENCE = 15;
    private static final long RECONNECT_MILLIS = 2000;

    private final RunQueries queries;

    ConsoleStream(RunQueries queries) {
        this.queries = queries;
    }

    @GET
    @Path("console/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    @Operation(summary = "The console as server-sent events, once a second while it changes")
    public Multi<OutboundSseEvent> stream(@Context Sse sse) {
        return Multi.createFrom().deferred(() -> {
            Changes changes = new Changes();
            return Multi.createFrom()
                    .ticks()
                    .every(PERIOD)
                    .onOverflow()
                    .drop()
                    .emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                    .map(tick -> queries.console())
                    .select()
                    .where(changes::worthSending)
                    .map(console -> sse.newEventBuilder()
                            .name("console")
                            .reconnectDelay(RECONNECT_MILLIS)
                            .mediaType(MediaType.APPLICATION_JSON_TYPE)
                            .data(Console.class, console)
                            .build());
        });
    }

    /** Lets through what changed, and now and then the same again, so that no proxy takes the stream for dead. */
    private static final class Changes {
        private Console last;
        private int repeated;

        boolean worthSending(Console console) {
            boolean worth = !console.equals(last) || repeated >= LONGEST_SILENCE;
            repeated = worth ? 0 : repeated + 1;
            last = console;
            return worth;
        }
    }
}
