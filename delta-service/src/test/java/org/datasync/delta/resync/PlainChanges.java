package org.datasync.delta.resync;

import java.time.Clock;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.delta.tessitura.Readers;

/** Following changes without the service. */
public final class PlainChanges {
    private PlainChanges() {}

    public static Changes of(Database database, Readers readers, DeltaConfig config, Clock clock) {
        return new Changes(database, readers.settings(), readers.eligibility(), config, clock);
    }
}
