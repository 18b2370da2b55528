package org.datasync.delta.resync;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Transactions;
import org.datasync.delta.resync.ChangeLog.Window;
import org.datasync.delta.tessitura.EligibilityReader;
import org.datasync.delta.tessitura.SettingsReader;

/** Changes of constituents, if Tessitura says that they are to be followed. The audit is read once for all syncs. */
@ApplicationScoped
public class Changes {
    private final Database database;
    private final SettingsReader settings;
    private final EligibilityReader databaseClock;
    private final ChangeLog log;
    private final Clock clock;
    private final Duration interval;
    private Instant lastRead = Instant.MIN;

    Changes(
            Database database,
            SettingsReader settings,
            EligibilityReader databaseClock,
            DeltaConfig config,
            Clock clock) {
        this.database = database;
        this.settings = settings;
        this.databaseClock = databaseClock;
        this.clock = clock;
        this.interval = config.changes().interval();
        this.log = new ChangeLog(
                database.sql(),
                config.changes().ignoredTables(),
                config.changes().overlap(),
                config.changes().membershipAudit());
    }

    /** What a run or preview of this sync has to look at; empty if changes are not followed. */
    public Optional<Window> window(int syncId, Transactions transactions) {
        if (!database.call(settings::tracksChanges)) {
            return Optional.empty();
        }
        readIfDue(transactions);
        return Optional.of(database.call(connection -> log.window(connection, syncId)));
    }

    public void mark(Connection connection, long runNo, int syncId, Window window) throws SQLException {
        log.mark(connection, runNo, syncId, window);
    }

    /** One thread reads at a time. */
    private synchronized void readIfDue(Transactions transactions) {
        Instant now = clock.instant();
        if (lastRead.equals(Instant.MIN) || !lastRead.plus(interval).isAfter(now)) {
            transactions.call(connection -> {
                log.read(connection, databaseClock.now(connection));
                return null;
            });
            lastRead = now;
        }
    }
}
