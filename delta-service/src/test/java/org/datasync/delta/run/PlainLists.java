package org.datasync.delta.run;

import java.time.Clock;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Work;
import org.datasync.delta.tessitura.ListGenerator;
import org.datasync.delta.tessitura.Readers;

/** What previews need of lists, without the service. */
public final class PlainLists {
    private PlainLists() {}

    public static ListCheck check(Readers readers) {
        return new ListCheck(readers.lists(), readers.choices());
    }

    public static ListCopy copies(Database database, DeltaConfig config, ListGenerator generator, Clock clock) {
        return new ListCopy(database, config, generator, new ListLocks(database), leader(database), clock);
    }

    static Leadership leader(Database database) {
        return new Leadership(database, null) {
            @Override
            public <T> T call(Work<T> work) {
                return database.write(work);
            }
        };
    }
}
