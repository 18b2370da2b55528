package org.datasync.scheduler.run;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import org.datasync.scheduler.run.RunQueries.Console;
import org.jboss.resteasy.reactive.RestStreamElementType;

/**
 * The console as server-sent events. Every event is the whole console and its id stands for what it shows, so a client
 * that reconnects, to any replica, has missed nothing and is told only what it has not seen.
 */
@Path("/api/v1")
class ConsoleStream {
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int LONGEST_SILENCE = 15;
    private static final long RECONNECT_MILLIS = 2000;

    private static final int ID_BYTES = 12;

    private final RunQueries queries;
    private final ObjectMapper mapper;

    ConsoleStream(RunQueries queries, ObjectMapper mapper) {
        this.queries = queries;
        this.mapper = mapper;
    }

    @GET
    @Path("console/stream")
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.APPLICATION_JSON)
    public Multi<OutboundSseEvent> stream(@HeaderParam("Last-Event-ID") String lastEventId, @Context Sse sse) {
        return Multi.createFrom().deferred(() -> {
            Changes changes = new Changes(lastEventId);
            return Multi.createFrom()
                    .ticks()
                    .every(PERIOD)
                    .onOverflow()
                    .drop()
                    .emitOn(Infrastructure.getDefaultWorkerPool(), 1)
                    .map(tick -> shown())
                    .select()
                    .where(changes::worthSending)
                    .map(shown -> sse.newEventBuilder()
                            .name("console")
                            .id(shown.id)
                            .reconnectDelay(RECONNECT_MILLIS)
                            .mediaType(MediaType.APPLICATION_JSON_TYPE)
                            .data(Console.class, shown.console)
                            .build());
        });
    }

    private Shown shown() {
        Console console = queries.console();
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(mapper.writeValueAsBytes(console));
            return new Shown(HexFormat.of().formatHex(digest, 0, ID_BYTES), console);
        } catch (JsonProcessingException | NoSuchAlgorithmException e) {
            throw new IllegalStateException("the console cannot be written", e);
        }
    }

    private record Shown(String id, Console console) {}

    /** Lets through what changed, and now and then the same again, so that no proxy takes the stream for dead. */
    private static final class Changes {
        private String last;
        private int repeated;

        Changes(String last) {
            this.last = last;
        }

        boolean worthSending(Shown shown) {
            boolean worth = !shown.id.equals(last) || repeated >= LONGEST_SILENCE;
            repeated = worth ? 0 : repeated + 1;
            last = shown.id;
            return worth;
        }
    }
}
