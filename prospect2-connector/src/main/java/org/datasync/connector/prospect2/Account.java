package org.datasync.connector.prospect2;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.budget.Budget;
import org.jboss.logging.Logger;

/**
 * What the answers say about the account as a whole. Trouble of the account stops all work, once and for everybody; no
 * row pays for it.
 */
@ApplicationScoped
public class Account {
    private static final Logger LOG = Logger.getLogger(Account.class);
    /** False 403s occur: only the third in a row is believed. */
    private static final int FORBIDDEN_BELIEVED = 3;

    private static final int OUTAGE_BELIEVED = 5;
    private static final Duration LONGEST_OUTAGE_REST = Duration.ofSeconds(60);
    private static final String ADVICE =
            "; check the API address and key, the rights of the key's user and the account's payment";

    private final Budget budget;
    private final Duration firstRest;
    private final Clock clock;
    private final Traffic traffic = new Traffic(System::nanoTime);
    private final MeterRegistry meters;
    private AccountState state = AccountState.UNKNOWN;
    private String reason;
    private Instant since;
    private String suspicion;
    private int forbidden;
    private int failures;
    private long version;

    Account(Budget budget, ConnectorConfig config, Clock clock, MeterRegistry meters) {
        this.budget = budget;
        this.firstRest = config.account().firstRest();
        this.clock = clock;
        this.meters = meters;
        this.since = clock.instant();
        meters.gauge("datasync.account.blocked", this, account -> account.budget.isBlocked() ? 1 : 0);
        meters.gauge("datasync.account.speed", budget, Budget::speed);
    }

    /** A request goes out. */
    void sending(boolean bulk) {
        traffic.count(bulk);
    }

    /** Takes note of a reply; what concerns the account becomes a rest or a block of it. */
    public synchronized <T> Reply<T> heard(Reply<T> reply) {
        if (reply instanceof Reply.Throttled<T> throttled) {
            meters.counter("datasync.account.throttled").increment();
            budget.slowDown(throttled.rest());
            become(AccountState.RESTING, "Prospect2 asked to slow down");
            return reply;
        }
        if (reply instanceof Reply.Blocked<T> blocked) {
            return refused(blocked);
        }
        if (reply instanceof Reply.Later<T> || reply instanceof Reply.InDoubt<T>) {
            failed();
            return reply;
        }
        forbidden = 0;
        failures = 0;
        if (budget.restLeft().isNegative() || state != AccountState.RESTING) {
            budget.unblock();
            become(AccountState.CONNECTED, null);
        }
        return reply;
    }

    /** The reply for a request that is not sent because the account rests or is blocked; empty: send it. */
    public synchronized <T> Optional<Reply<T>> closed() {
        if (budget.isBlocked()) {
            return Optional.of(new Reply.Blocked<>(reason));
        }
        Duration rest = budget.restLeft();
        return rest.isNegative() || rest.isZero() ? Optional.empty() : Optional.of(new Reply.Throttled<>(rest));
    }

    /** Bulk imports point to trouble of the account; null: not any more. */
    public synchronized void suspect(String why) {
        if (Objects.equals(suspicion, why)) {
            return;
        }
        suspicion = why;
        version++;
        if (why == null) {
            LOG.info("Bulk imports work again");
        } else {
            LOG.error(why);
        }
    }

    /** This replica leads from now on, with what its predecessor knew. */
    public synchronized void takeOver(AccountState known, String why, Duration rest) {
        forbidden = 0;
        failures = 0;
        budget.startAnew(rest);
        if (known == AccountState.BLOCKED) {
            budget.block();
        }
        become(known, why);
    }

    public synchronized Snapshot snapshot() {
        Duration rest = budget.restLeft();
        Traffic.Used used = traffic.lastMinute();
        Instant until = rest.isNegative() ? null : clock.instant().plus(rest);
        boolean well = state == AccountState.CONNECTED || state == AccountState.RESTING && until == null;
        if (well && suspicion != null) {
            return new Snapshot(
                    AccountState.SUSPECT, suspicion, since, until, used.requests(), used.imports(), version);
        }
        return new Snapshot(
                well ? AccountState.CONNECTED : state,
                well ? null : reason,
                since,
                until,
                used.requests(),
                used.imports(),
                version);
    }

    private <T> Reply<T> refused(Reply.Blocked<T> blocked) {
        boolean first = budget.restLeft().isNegative();
        if (!budget.isBlocked() && first) {
            forbidden++;
        }
        boolean unpaid = blocked.reason().startsWith("HTTP 402");
        if (!unpaid && forbidden < FORBIDDEN_BELIEVED && !budget.isBlocked()) {
            Duration rest = firstRest.multipliedBy(1L << Math.max(0, forbidden - 1));
            budget.rest(rest);
            become(AccountState.RESTING, blocked.reason());
            return new Reply.Throttled<>(rest, blocked.maybeApplied());
        }
        budget.block();
        if (state != AccountState.BLOCKED) {
            meters.counter("datasync.account.blocks").increment();
            LOG.errorf("Prospect2 refuses us: %s%s", blocked.reason(), ADVICE);
        }
        become(AccountState.BLOCKED, blocked.reason() + ADVICE);
        return blocked;
    }

    private void failed() {
        if (!budget.restLeft().isNegative()) {
            return;
        }
        failures++;
        if (failures < OUTAGE_BELIEVED) {
            return;
        }
        int doublings = Math.min(6, failures - OUTAGE_BELIEVED);
        Duration rest = firstRest.multipliedBy(1L << doublings);
        budget.rest(rest.compareTo(LONGEST_OUTAGE_REST) > 0 ? LONGEST_OUTAGE_REST : rest);
        become(AccountState.RESTING, "Prospect2 does not answer as it should");
    }

    private void become(AccountState next, String why) {
        if (state != next) {
            LOG.infof("Account is %s%s", next, why == null ? "" : ": " + why);
            since = clock.instant();
            version++;
        }
        state = next;
        reason = why;
    }

    /**
     * @param restsUntil null unless everything rests until then
     * @param requests sent in the last minute, all together
     * @param imports bulk imports among them
     * @param version changes with the state
     */
    public record Snapshot(
            AccountState state,
            String reason,
            Instant since,
            Instant restsUntil,
            int requests,
            int imports,
            long version) {}
}
