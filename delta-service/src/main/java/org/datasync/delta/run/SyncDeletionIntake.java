package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import org.datasync.contracts.sync.v1.SyncDeleted;
import org.datasync.delta.database.Database;

/** Notes that a sync is gone. Its baseline goes when its last run is over. */
@ApplicationScoped
class SyncDeletionIntake {
    private final Database database;
    private final SyncStore syncs;
    private final WorkSignal signal;

    SyncDeletionIntake(Database database, SyncStore syncs, WorkSignal signal) {
        this.database = database;
        this.syncs = syncs;
        this.signal = signal;
    }

    @Transactional
    void accept(SyncDeleted event) {
        database.call(connection -> {
            syncs.delete(connection, event.syncId());
            return null;
        });
        signal.afterCommit();
    }
}
