package org.datasync.platform.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;

/** Why the database let a statement or a transaction fail because of another one: nothing is wrong with either. */
public enum Contention {
    /** It was rolled back so that another one could go on: at once again, it waits behind that one. */
    ROLLED_BACK,
    /** It waited for somebody's lock for as long as it may. */
    LOCK_TIMEOUT,
    /** Another one was first to insert the key: its row is there, and the same insert fails again. */
    LOST_RACE;

    /** SQL Server for the victim of a deadlock, for a row changed since the snapshot; the embedded database. */
    private static final Set<Integer> ROLLED_BACK_CODES = Set.of(1205, 3960, 40001);
    /** SQL Server, the embedded database. */
    private static final Set<Integer> LOCK_TIMEOUT_CODES = Set.of(1222, 50200);
    /** SQL Server for a unique index, for a constraint; the embedded database. */
    private static final Set<Integer> DUPLICATE_KEY_CODES = Set.of(2601, 2627, 23505);

    private static final String ROLLED_BACK_STATES = "40";

    /** Whether the same may succeed a moment later. */
    public boolean passes() {
        return this != LOST_RACE;
    }

    /** Looked for in the failure, in its causes, and in what was suppressed: a commit that fails has its cause there. */
    public static Optional<Contention> in(Throwable failure) {
        if (failure == null) {
            return Optional.empty();
        }
        Optional<Contention> found = failure instanceof SQLException e ? of(e) : Optional.empty();
        found = found.or(() -> in(failure.getCause()));
        for (Throwable suppressed : failure.getSuppressed()) {
            found = found.or(() -> in(suppressed));
        }
        return found;
    }

    private static Optional<Contention> of(SQLException e) {
        int code = e.getErrorCode();
        if (ROLLED_BACK_CODES.contains(code)
                || e.getSQLState() != null && e.getSQLState().startsWith(ROLLED_BACK_STATES)) {
            return Optional.of(ROLLED_BACK);
        }
        if (LOCK_TIMEOUT_CODES.contains(code)) {
            return Optional.of(LOCK_TIMEOUT);
        }
        return DUPLICATE_KEY_CODES.contains(code) ? Optional.of(LOST_RACE) : Optional.empty();
    }
}
