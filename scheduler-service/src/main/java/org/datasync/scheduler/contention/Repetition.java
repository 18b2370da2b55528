package org.datasync.scheduler.contention;

import io.micrometer.core.instrument.Counter;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jboss.logging.Logger;

/** Repeats transactions that the database gave up. What else goes wrong is left as it is. */
final class Repetition {
    static final int ATTEMPTS = 5;

    private static final Logger LOG = Logger.getLogger(Repetition.class);

    private final Counter repeated;

    Repetition(Counter repeated) {
        this.repeated = repeated;
    }

    /** @throws BusyException if it was given up every time, or waited for a lock until the time was over */
    <T> T run(Callable<T> transaction) throws Exception {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.call();
            } catch (Exception e) {
                Contention contention = Contention.in(e).orElseThrow(() -> e);
                if (contention == Contention.LOCK_TIMEOUT || attempt == ATTEMPTS) {
                    throw new BusyException(e);
                }
                repeated.increment();
                LOG.infof("Transaction given up by the database and repeated: attempt=%d", attempt);
            }
        }
    }

    /** Why the database let a transaction fail because of others. */
    private enum Contention {
        /** It was rolled back so that another one could go on: at once again, it waits behind that one. */
        DEADLOCK,
        /** It waited long enough already. */
        LOCK_TIMEOUT;

        private static final String ROLLED_BACK = "40001";
        private static final int SQL_SERVER_LOCK_TIMEOUT = 1222;
        private static final int H2_LOCK_TIMEOUT = 50200;

        static Optional<Contention> in(Throwable failure) {
            if (failure == null) {
                return Optional.empty();
            }
            if (failure instanceof SQLException e) {
                if (ROLLED_BACK.equals(e.getSQLState())) {
                    return Optional.of(DEADLOCK);
                }
                if (e.getErrorCode() == SQL_SERVER_LOCK_TIMEOUT || e.getErrorCode() == H2_LOCK_TIMEOUT) {
                    return Optional.of(LOCK_TIMEOUT);
                }
            }
            // A commit that fails carries its cause as suppressed.
            Optional<Contention> found = in(failure.getCause());
            for (Throwable suppressed : failure.getSuppressed()) {
                found = found.or(() -> in(suppressed));
            }
            return found;
        }
    }
}
