package org.datasync.sandbox.tessitura;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Fills the tables by statements over a table of numbers, chunk by chunk, so that a transaction stays small. */
final class Data {
    static final int MOST = 9_999_999;

    private static final int CHUNK = 100_000;
    /** The script numbers the rows of one kind from a multiple of this. */
    private static final int RUN = 10_000_000;

    private static final int ADDRESS_RUNS = 4;
    private static final String NUMBERS = "dbo.LT_SANDBOX_NUMBER";
    private static final Pattern MACRO = Pattern.compile("\\{(\\w+)(?: (\\w+))?(?: (\\d+))?(?: of ([^}]+))?}");

    private final Connection connection;
    private final int constituents;
    private final long seed;

    Data(Connection connection, int constituents, long seed) {
        this.connection = connection;
        this.constituents = constituents;
        this.seed = seed;
    }

    void insert() throws SQLException {
        number();
        for (String statement : Script.statements("data.sql")) {
            insert(statement);
        }
        for (String statement : Script.statements("indexes.sql")) {
            Script.execute(connection, statement);
        }
        Script.execute(connection, "DROP TABLE " + NUMBERS);
    }

    private void insert(String statement) throws SQLException {
        if (statement.contains("{addresses of ")) {
            for (int run = 1; run <= ADDRESS_RUNS; run++) {
                insertChunks(statement, run * RUN);
            }
        } else if (statement.contains("{chunk of ")) {
            insertChunks(statement, 0);
        } else {
            Script.execute(connection, expanded(statement, 0, 0));
        }
    }

    private void insertChunks(String statement, int offset) throws SQLException {
        for (int first = 1; first <= constituents; first += CHUNK) {
            int last = Math.min(constituents, first + CHUNK - 1);
            Script.execute(connection, expanded(statement, offset + first, offset + last));
        }
    }

    /** The numbers from 1 to that of the constituents, by doubling what is there. */
    private void number() throws SQLException {
        if (Schema.tables(connection).contains("LT_SANDBOX_NUMBER")) {
            Script.execute(connection, "DROP TABLE " + NUMBERS);
        }
        Script.execute(connection, "CREATE TABLE " + NUMBERS + " (n int NOT NULL PRIMARY KEY)");
        Script.execute(connection, "INSERT INTO " + NUMBERS + " (n) VALUES (1)");
        for (long there = 1; there < constituents; there *= 2) {
            Script.execute(
                    connection,
                    "INSERT INTO %1$s (n) SELECT n + %2$d FROM %1$s WHERE n <= %3$d"
                            .formatted(NUMBERS, there, constituents - there));
        }
    }

    private String expanded(String statement, int first, int last) {
        return MACRO.matcher(statement).replaceAll(found -> expansion(found, first, last));
    }

    private String expansion(MatchResult macro, int first, int last) {
        return switch (macro.group(1)) {
            case "constituents" -> String.valueOf(constituents);
            case "chunk", "addresses" -> "%s BETWEEN %d AND %d".formatted(macro.group(4), first, last);
            case "pick" -> pick(macro.group(2), macro.group(3), macro.group(4) == null ? "n" : macro.group(4));
            default -> throw new IllegalStateException("no macro " + macro.group());
        };
    }

    /** A congruential generator, squared: enough for neighbours and columns to look unrelated. */
    private String pick(String name, String modulus, String of) {
        var random = new SplittableRandom(seed * 31 + name.hashCode());
        int factor = random.nextInt(1_000_000_000, Integer.MAX_VALUE);
        int offset = random.nextInt(Integer.MAX_VALUE);
        String mixed = "((CAST(%s AS bigint) * %d + %d) %% %s)".formatted(of, factor, offset, big(2_147_483_647));
        return "CAST(%1$s * %1$s %% %2$s %% %3$s AS int)".formatted(mixed, big(998_244_353), modulus);
    }

    /** One of the databases gives a remainder the type of the divisor. */
    private static String big(int number) {
        return "CAST(%d AS bigint)".formatted(number);
    }
}
