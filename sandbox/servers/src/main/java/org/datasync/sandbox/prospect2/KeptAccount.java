package org.datasync.sandbox.prospect2;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Writes the account to its file every few seconds, if anything was asked of it since, and at the end. */
final class KeptAccount implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(KeptAccount.class.getName());
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final AccountFile file;
    private final Account account;
    private final BulkMachine machine;
    private final RequestLog log;
    private final boolean restored;
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "prospect2-file");
        thread.setDaemon(true);
        return thread;
    });
    private long written;

    /** Fills the account from the file if there is one. */
    KeptAccount(AccountFile file, Account account, BulkMachine machine, RequestLog log) {
        this.file = file;
        this.account = account;
        this.machine = machine;
        this.log = log;
        this.restored = file.exists();
        if (restored) {
            file.read(account, machine);
        }
    }

    boolean restored() {
        return restored;
    }

    void start() {
        writer.scheduleWithFixedDelay(
                this::writeIfAsked, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void writeIfAsked() {
        long now = log.total();
        if (now == written) {
            return;
        }
        try {
            write();
            written = now;
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "the account could not be written", e);
        }
    }

    private void write() {
        synchronized (account) {
            machine.catchUp(account.now());
            file.write(account, machine);
        }
    }

    /** Imports that were accepted take effect now: the machine would have no other time for them. */
    @Override
    public void close() {
        writer.shutdownNow();
        synchronized (account) {
            machine.finish();
            file.write(account, machine);
        }
    }
}
