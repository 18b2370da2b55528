package org.datasync.delta.tessitura;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.util.OptionalLong;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.platform.database.Contention;
import org.datasync.platform.database.TimeLimit;

/** Calls a procedure of the database. */
final class ProcedureGenerator implements ListGenerator {
    private final Database database;
    private final DeltaConfig.Generation config;

    ProcedureGenerator(Database database, DeltaConfig.Generation config) {
        this.database = database;
        this.config = config;
    }

    @Override
    public OptionalLong generate(int listNo) throws GenerationException {
        try (Connection connection = database.open();
                CallableStatement call = connection.prepareCall("{call " + config.procedure() + "(?)}")) {
            call.setInt(1, listNo);
            return TimeLimit.within(config.timeout(), call, () -> reported(call, call.execute()));
        } catch (SQLTimeoutException e) {
            throw timedOut();
        } catch (SQLException e) {
            if (Contention.in(e).filter(Contention::passes).isPresent()) {
                throw new IllegalStateException(
                        "the generation of list %d gave way to another transaction".formatted(listNo));
            }
            throw new GenerationException(
                    "GENERATION_FAILED",
                    "Tessitura could not generate the list (SQL state %s, error %d): open it in List Manager and generate it there to see why."
                            .formatted(e.getSQLState(), e.getErrorCode()),
                    false,
                    null);
        }
    }

    /** Reads to the end, also behind the count: an error of a later statement comes with its turn only. */
    private static OptionalLong reported(CallableStatement call, boolean firstIsResult) throws SQLException {
        OptionalLong members = OptionalLong.empty();
        boolean isResult = firstIsResult;
        while (isResult || call.getUpdateCount() != -1) {
            if (isResult && members.isEmpty()) {
                members = members(call);
            }
            isResult = call.getMoreResults();
        }
        return members;
    }

    private static OptionalLong members(CallableStatement call) throws SQLException {
        try (ResultSet result = call.getResultSet()) {
            return result.getMetaData().getColumnLabel(1).equalsIgnoreCase("members") && result.next()
                    ? OptionalLong.of(result.getLong(1))
                    : OptionalLong.empty();
        }
    }

    private GenerationException timedOut() {
        return new GenerationException(
                "GENERATION_TIMED_OUT",
                "The generation of the list did not end within %s: simplify its criteria or allow more time."
                        .formatted(config.timeout()),
                true,
                null);
    }
}
