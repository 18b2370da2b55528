package org.datasync.connector.association;

import jakarta.enterprise.context.ApplicationScoped;
import org.datasync.connector.database.Sql;
import org.datasync.connector.database.Transactions;
import org.datasync.contracts.sync.v1.SyncDeleted;
import org.jboss.logging.Logger;

/** Forgets stored ids of tags that only a deleted sync has used. Ids are an economy: without them a look-up is made. */
@ApplicationScoped
class SyncDeletedIntake {
    private static final Logger LOG = Logger.getLogger(SyncDeletedIntake.class);

    private final Transactions transactions;

    SyncDeletedIntake(Transactions transactions) {
        this.transactions = transactions;
    }

    void accept(SyncDeleted event) {
        int forgotten = transactions.write(connection -> Sql.update(connection, """
                DELETE FROM connector.association
                WHERE tag_id IN (SELECT r.tag_id FROM connector.run r WHERE r.sync_id = ? AND r.tag_id IS NOT NULL)
                  AND tag_id NOT IN (SELECT o.tag_id FROM connector.run o WHERE o.sync_id <> ? AND o.tag_id IS NOT NULL)
                """, event.syncId(), event.syncId()));
        LOG.infof("Sync is deleted, %d stored ids forgotten: syncId=%d", forgotten, event.syncId());
    }
}
