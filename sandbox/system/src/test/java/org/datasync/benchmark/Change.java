package org.datasync.benchmark;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.datasync.sandbox.prospect2.Prospect2Server;

/** Addresses that get a tag and addresses that lose it, as seen in the account itself. */
final class Change {
    private static final long INTERVAL = 10_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Prospect2Server account;
    private final String tag;
    private final List<String> come;
    private final List<String> leave;

    Change(Prospect2Server account, String tag, Collection<String> come, Collection<String> leave) {
        this.account = account;
        this.tag = tag;
        this.come = new ArrayList<>(come);
        this.leave = new ArrayList<>(leave);
    }

    /** When the account holds all of it, or a failure if it never does. */
    CompletableFuture<Instant> held() {
        return CompletableFuture.supplyAsync(() -> {
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (System.nanoTime() - deadline < 0) {
                come.removeIf(address -> account.tagsOf(address).contains(tag));
                leave.removeIf(address -> !account.tagsOf(address).contains(tag));
                if (come.isEmpty() && leave.isEmpty()) {
                    return Instant.now();
                }
                LockSupport.parkNanos(INTERVAL);
            }
            throw new IllegalStateException(
                    "%d addresses did not get the tag, %d did not lose it".formatted(come.size(), leave.size()));
        });
    }
}
