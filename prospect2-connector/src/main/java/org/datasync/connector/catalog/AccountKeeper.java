package org.datasync.connector.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.budget.Budget;
import org.datasync.connector.change.WorkSignal;
import org.datasync.connector.database.Sql;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.prospect2.Account;
import org.datasync.connector.prospect2.AccountState;
import org.datasync.connector.prospect2.Prospect2;

/**
 * Looks after the account: takes over what the former leader knew, tries a blocked account, writes down how it is for
 * the other replicas and for operators.
 */
@ApplicationScoped
public class AccountKeeper {
    private static final Duration WRITTEN_EVERY = Duration.ofSeconds(5);

    private final Leader leader;
    private final Account account;
    private final Budget budget;
    private final Prospect2 prospect2;
    private final FieldCatalog fields;
    private final Transactions transactions;
    private final WorkSignal signal;
    private final ConnectorConfig config;
    private final Clock clock;
    private long epoch = -1;
    private long writtenVersion = -1;
    private Instant writtenAt = Instant.MIN;
    private Instant probedAt = Instant.MIN;

    AccountKeeper(
            Leader leader,
            Account account,
            Budget budget,
            Prospect2 prospect2,
            FieldCatalog fields,
            Transactions transactions,
            WorkSignal signal,
            ConnectorConfig config,
            Clock clock) {
        this.leader = leader;
        this.account = account;
        this.budget = budget;
        this.prospect2 = prospect2;
        this.fields = fields;
        this.transactions = transactions;
        this.signal = signal;
        this.config = config;
        this.clock = clock;
    }

    public boolean step() throws InterruptedException {
        if (!leader.holds()) {
            return false;
        }
        takeOver();
        probe();
        write();
        return false;
    }

    private void takeOver() {
        long current = leader.epoch();
        if (epoch == current) {
            return;
        }
        Instant now = clock.instant();
        Optional<Known> known = transactions.read(AccountKeeper::read);
        AccountState state = known.map(Known::state).orElse(AccountState.UNKNOWN);
        Duration rest = known.map(Known::restsUntil)
                .map(until -> Duration.between(now, until))
                .filter(left -> !left.isNegative())
                .orElse(Duration.ZERO);
        account.takeOver(state, known.map(Known::reason).orElse(null), rest);
        epoch = current;
        leader.ready(current);
        signal.wake();
    }

    private void probe() throws InterruptedException {
        Instant now = clock.instant();
        if (!budget.isBlocked()
                || probedAt.isAfter(now.minus(config.account().probe()))
                || !leader.hasTimeForRequest()) {
            return;
        }
        probedAt = now;
        prospect2.probe();
        if (!budget.isBlocked()) {
            signal.wake();
        }
    }

    private void write() {
        Account.Snapshot snapshot = account.snapshot();
        Instant now = clock.instant();
        if (snapshot.version() == writtenVersion && writtenAt.isAfter(now.minus(WRITTEN_EVERY))) {
            return;
        }
        Object[] values = {
            snapshot.state(),
            snapshot.reason(),
            snapshot.since(),
            snapshot.restsUntil(),
            config.limits().requestsPerSecond() * budget.speed(),
            snapshot.requests(),
            snapshot.imports(),
            String.join("\n", fields.unknown()),
            now
        };
        leader.write(connection -> write(connection, values));
        writtenVersion = snapshot.version();
        writtenAt = now;
    }

    private static int write(Connection connection, Object[] values) throws SQLException {
        int updated = Sql.update(connection, """
                UPDATE connector.account SET state = ?, reason = ?, since = ?, paused_until = ?, requests_per_second = ?,
                  requests_last_minute = ?, imports_last_minute = ?, unknown_fields = ?, seen_at = ?
                WHERE account_no = 1
                """, values);
        return updated > 0 ? updated : Sql.update(connection, """
                        INSERT INTO connector.account (state, reason, since, paused_until, requests_per_second,
                          requests_last_minute, imports_last_minute, unknown_fields, seen_at, account_no)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
                        """, values);
    }

    private static Optional<Known> read(Connection connection) throws SQLException {
        return Sql.first(
                connection,
                "SELECT state, reason, paused_until FROM connector.account WHERE account_no = 1",
                row -> new Known(
                        AccountState.valueOf(row.getString(1)), row.getString(2), Sql.instant(row, "paused_until")));
    }

    private record Known(AccountState state, String reason, Instant restsUntil) {}
}
