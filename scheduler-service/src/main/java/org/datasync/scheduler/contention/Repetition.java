package org.datasync.scheduler.contention;

import io.micrometer.core.instrument.Counter;
import java.util.concurrent.Callable;
import org.datasync.platform.database.Contention;
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
                Contention contention =
                        Contention.in(e).filter(Contention::passes).orElseThrow(() -> e);
                if (contention == Contention.LOCK_TIMEOUT || attempt == ATTEMPTS) {
                    throw new BusyException(e);
                }
                repeated.increment();
                LOG.infof("Transaction given up by the database and repeated: attempt=%d", attempt);
            }
        }
    }
}
