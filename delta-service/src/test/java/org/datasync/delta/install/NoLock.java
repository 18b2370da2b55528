package org.datasync.delta.install;

import liquibase.database.Database;
import liquibase.lockservice.StandardLockService;

/** Nobody else migrates the database of a test. Public because Liquibase makes it. */
public final class NoLock extends StandardLockService {
    @Override
    public int getPriority() {
        return PRIORITY_DATABASE + 2;
    }

    @Override
    public boolean supports(Database database) {
        return true;
    }

    @Override
    public void waitForLock() {
        hasChangeLogLock = true;
    }

    @Override
    public void releaseLock() {
        hasChangeLogLock = false;
    }
}
