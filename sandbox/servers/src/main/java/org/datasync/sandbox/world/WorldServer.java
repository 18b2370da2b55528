package org.datasync.sandbox.world;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.http.LoopbackServer;
import org.datasync.sandbox.http.Refusal;
import org.datasync.sandbox.http.Request;
import org.datasync.sandbox.http.Response;

/** The world by HTTP: {@code POST /memberships/lapse?count=10} and so on. One thing happens at a time. */
public final class WorldServer implements AutoCloseable {
    private static final int MOST = 1_000_000;

    private final TestDatabase database;
    private final LoopbackServer server;

    private WorldServer(int port, TestDatabase database) {
        this.database = database;
        this.server = LoopbackServer.start(port, this::handle);
    }

    /** Lets things happen in this database; port 0 for a free one. */
    public static WorldServer start(int port, TestDatabase database) {
        return new WorldServer(port, database);
    }

    public URI address() {
        return server.address();
    }

    @Override
    public void close() {
        server.close();
    }

    private synchronized Response handle(Request request) throws SQLException {
        return switch (request.path()) {
            case "/memberships/lapse" -> constituents(request, World::lapseMemberships);
            case "/memberships/begin" -> constituents(request, World::beginMemberships);
            case "/memberships/upgrade" -> constituents(request, World::upgradeMemberships);
            case "/addresses/change" -> constituents(request, World::changeAddresses);
            case "/constituents/merge" -> merge(request);
            case "/seasons/end" -> happen(request, world -> Map.of("constituents", world.endSeason()));
            default -> throw Refusal.of(404, "Not found");
        };
    }

    private Response constituents(Request request, Counted event) throws SQLException {
        return happen(request, world -> Map.of("constituents", event.happen(world, count(request))));
    }

    private Response merge(Request request) throws SQLException {
        return happen(request, world -> {
            List<World.Merge> merges = world.mergeConstituents(count(request));
            return Map.of(
                    "constituents", merges.stream().map(World.Merge::deleted).toList(),
                    "kept", merges.stream().map(World.Merge::kept).toList());
        });
    }

    private Response happen(Request request, Event event) throws SQLException {
        if (!request.method().equals("POST")) {
            throw Refusal.of(405, "Only POST");
        }
        try (Connection connection = database.connect()) {
            return Response.json(200, event.happen(new World(connection)));
        }
    }

    private static int count(Request request) {
        return request.number("count", 1, MOST);
    }

    @FunctionalInterface
    private interface Event {
        Map<String, List<Integer>> happen(World world) throws SQLException;
    }

    @FunctionalInterface
    private interface Counted {
        List<Integer> happen(World world, int count) throws SQLException;
    }
}
