package org.datasync.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Random;
import org.datasync.sandbox.world.World;

/** One percent of the constituents changes in a day, a handful here and a handful there. */
final class WorldOfDay {
    static final double SHARE_OF_A_DAY = 0.01;

    private static final int QUARTERS_OF_A_DAY = 96;
    /** Neighbours among whom memberships lapse and begin and addresses change. */
    private static final int NEIGHBOURS = 500;

    private static final int LAPSE = 4;
    private static final int BEGIN = 4;
    private static final int MOVE = 2;
    private static final long SEED = 7;

    private final World world;
    private final int constituents;
    private final Random random = new Random(SEED);

    WorldOfDay(Connection connection, int constituents) {
        this.world = new World(connection);
        this.constituents = constituents;
    }

    /** What changes in a quarter of an hour; how many constituents that concerned, fewer when there are no more. */
    int quarter() throws SQLException {
        int wanted = (int) Math.ceil(constituents * SHARE_OF_A_DAY / QUARTERS_OF_A_DAY);
        int changed = 0;
        for (int tries = 0; changed < wanted && tries < wanted; tries++) {
            int first = 1 + random.nextInt(Math.max(1, constituents - NEIGHBOURS));
            World some = world.among(first, first + NEIGHBOURS - 1);
            changed += some.lapseMemberships(LAPSE).size()
                    + some.beginMemberships(BEGIN).size()
                    + some.changeAddresses(MOVE).size();
        }
        return changed;
    }
}
