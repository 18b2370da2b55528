package org.datasync.sandbox.tessitura;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;

/**
 * A synthetic Tessitura: the part of the vendor's schema that Data Sync reads, filled with made-up constituents under
 * example domains. The same number and seed give the same constituents, addresses and answers; dates lie around today.
 */
public final class Tessitura {
    /** The seed to take when it does not matter. */
    public static final long SEED = 20261124;

    private Tessitura() {}

    /**
     * Makes the schema {@code dbo} and its rows. Without effect when that was done before, whatever the number then;
     * what an interrupted call left is replaced.
     *
     * @return how many constituents there are, the anonymous one not counted
     */
    public static int create(Connection connection, int constituents, long seed) throws SQLException {
        if (constituents < 1 || constituents > Data.MOST) {
            throw new IllegalArgumentException("cannot make %d constituents".formatted(constituents));
        }
        boolean autoCommit = connection.getAutoCommit();
        connection.setAutoCommit(true);
        try {
            OptionalInt complete = Progress.constituents(connection);
            if (complete.isPresent()) {
                return complete.getAsInt();
            }
            Schema.replace(connection);
            new Data(connection, constituents, seed).insert();
            ListGenerationProcedure.install(connection);
            Progress.finish(connection, constituents, seed);
            return constituents;
        } finally {
            connection.setAutoCommit(autoCommit);
        }
    }
}
