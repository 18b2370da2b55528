package org.datasync.connector.budget;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.datasync.connector.ConnectorConfig;

/**
 * The one rate budget of the Prospect2 account: every request takes a permit first. Requests of all kinds keep one
 * even pace, bulk imports their own besides. The urgent go first, but at least each fifth permit is for a call, and each
 * fortieth for a question about a bulk import. After a refusal for speed everything rests, starts again at half speed
 * and climbs back.
 */
@ApplicationScoped
public class Budget {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long IMPORT_SLACK = 5 * SECOND;
    private static final double LEAST_BETWEEN_REQUESTS = 0.9;
    /**
     * Imports go in the turns of all requests. One that was outranked came a whole turn late, and if the next ones could
     * not come a turn sooner, all after it would be late too. The last minute keeps the limit.
     */
    private static final double LEAST_BETWEEN_IMPORTS = 0.5;

    private static final long OUTRANKED = SECOND / 100;
    private static final long MARGIN = SECOND / 200;
    private static final long LONGEST_WAY = 2 * SECOND;
    private static final int URGENT_IN_A_ROW = 4;
    private static final int WITHOUT_QUESTION = 39;
    private static final double SLOWEST = 0.1;
    /** What is left for others of the speed at which Prospect2 has refused us. */
    private static final double GIVE_WAY = 0.9;
    /** How much longer than the recovery it takes from there to full speed. */
    private static final int CAUTION = 10;

    private final LongSupplier nanoTime;
    private final boolean importsCount;
    private final long requestInterval;
    private final long importInterval;
    private final long singleImportInterval;
    private final long recovery;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<Use, Integer> waiting = new EnumMap<>(Use.class);
    private final int perSecond;
    private final Deque<Permit> lastSecond = new ArrayDeque<>();
    private final int perMinute;
    private final Deque<Permit> lastMinute = new ArrayDeque<>();
    private final RoundTrips roundTrips = new RoundTrips();
    private Pace requests;
    private Pace imports;
    private Pace singleImports;
    private int urgentInARow;
    private int sinceQuestion;
    private boolean blocked;
    private long restUntil;
    private long slowSince;
    private double slowSpeed = 1;
    private double cautiousSpeed = 1;
    private long taken;

    @Inject
    Budget(ConnectorConfig config) {
        this(
                config.limits().requestsPerSecond(),
                config.limits().importsPerMinute(),
                config.limits().singleImportsPerMinute(),
                config.limits().importsCountAsRequests(),
                config.limits().recovery(),
                System::nanoTime);
    }

    Budget(
            double requestsPerSecond,
            double importsPerMinute,
            double singleImportsPerMinute,
            boolean importsCount,
            Duration recovery,
            LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.importsCount = importsCount;
        this.requestInterval = (long) (SECOND / requestsPerSecond);
        this.perSecond = (int) Math.ceil(requestsPerSecond);
        this.importInterval = (long) (MINUTE / importsPerMinute);
        this.perMinute = (int) Math.ceil(importsPerMinute);
        this.singleImportInterval = (long) (MINUTE / singleImportsPerMinute);
        this.recovery = recovery.toNanos();
        long now = nanoTime.getAsLong();
        this.restUntil = now;
        this.slowSince = now;
        startPaces(now);
    }

    /**
     * Waits for a permit.
     *
     * @return empty at once when the account rests or is blocked: the caller puts its work back
     */
    public Optional<Permit> acquire(Use use) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            waiting.merge(use, 1, Integer::sum);
            try {
                while (true) {
                    long now = nanoTime.getAsLong();
                    if (blocked || now < restUntil) {
                        return Optional.empty();
                    }
                    long wait = waitFor(use, now);
                    if (wait <= 0) {
                        return Optional.of(take(use, now));
                    }
                    changed.awaitNanos(wait);
                }
            } finally {
                waiting.merge(use, -1, Integer::sum);
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A permit for finding out whether a blocked account works again. */
    public Permit acquireProbe() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long now = nanoTime.getAsLong();
                long wait = Math.max(requestWait(now), restUntil - now);
                if (wait <= 0) {
                    return take(Use.CONTROL, now);
                }
                changed.awaitNanos(wait);
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Prospect2 said that we are too fast: everything stops, and starts again at half speed. Within our own limit that
     * means that others use the account too: above the speed that was too much it climbs cautiously.
     */
    public void slowDown(Duration rest) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            boolean resting = now < restUntil;
            double refused = speed(now);
            double speed = resting ? slowSpeed : Math.max(SLOWEST, refused / 2);
            cautiousSpeed = resting ? cautiousSpeed : Math.max(SLOWEST, refused * GIVE_WAY);
            restUntil = Math.max(restUntil, now + rest.toNanos());
            slowSince = restUntil;
            slowSpeed = speed;
            requests.notBefore(restUntil);
            imports.notBefore(restUntil);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Everything stops for a while, for a reason that has nothing to do with speed. */
    public void rest(Duration rest) {
        lock.lock();
        try {
            restUntil = Math.max(restUntil, nanoTime.getAsLong() + rest.toNanos());
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Nothing goes out until {@link #unblock}. */
    public void block() {
        blocked(true);
    }

    public void unblock() {
        blocked(false);
    }

    /** What the former leader did in the last second is not known: the pace starts a second from now. */
    public void startAnew(Duration rest) {
        lock.lock();
        try {
            long now = nanoTime.getAsLong();
            startPaces(now + SECOND);
            restUntil = now + rest.toNanos();
            slowSpeed = 1;
            cautiousSpeed = 1;
            blocked = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a permit for this use would not have to wait for the pace of its own kind. */
    public boolean isDue(Use use) {
        lock.lock();
        try {
            return ownWait(use, nanoTime.getAsLong()) <= 0;
        } finally {
            lock.unlock();
        }
    }

    /** Time left of the rest; zero or negative when there is none. */
    public Duration restLeft() {
        lock.lock();
        try {
            return Duration.ofNanos(restUntil - nanoTime.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    public boolean isBlocked() {
        lock.lock();
        try {
            return blocked;
        } finally {
            lock.unlock();
        }
    }

    /** The share of the configured rate that is allowed now. */
    public double speed() {
        lock.lock();
        try {
            return speed(nanoTime.getAsLong());
        } finally {
            lock.unlock();
        }
    }

    /** Permits given since the start. */
    public long taken() {
        lock.lock();
        try {
            return taken;
        } finally {
            lock.unlock();
        }
    }

    private void blocked(boolean now) {
        lock.lock();
        try {
            blocked = now;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void startPaces(long now) {
        // One that comes late is made up for: the last second and minute, which are looked at too, keep the limits.
        requests = new Pace(SECOND, LEAST_BETWEEN_REQUESTS, now);
        imports = new Pace(IMPORT_SLACK, LEAST_BETWEEN_IMPORTS, now);
        singleImports = new Pace(0, 1, now);
    }

    private long waitFor(Use use, long now) {
        if (!counts(use)) {
            return ownWait(use, now);
        }
        long wait = Math.max(requestWait(now), ownWait(use, now));
        if (wait > 0) {
            return wait;
        }
        return isOutranked(use, now) ? OUTRANKED : 0;
    }

    /**
     * The even pace, and the limit itself: requests can be held up on their way and arrive together, so a second after
     * the arrival of the one so many before must have passed for certain.
     */
    private long requestWait(long now) {
        return Math.max(requests.waitAt(now), waitForWindow(lastSecond, perSecond, SECOND, now));
    }

    private static long waitForWindow(Deque<Permit> permits, int most, long width, long now) {
        if (permits.size() < most) {
            return 0;
        }
        Permit oldest = permits.peekFirst();
        long arrived = Math.min(oldest.arrivedBy(), oldest.given() + LONGEST_WAY);
        return arrived + width + MARGIN - now;
    }

    void answered(Permit permit, String kind, long received) {
        lock.lock();
        try {
            long guessed = roundTrips.arrivedBy(kind, permit.given(), nanoTime.getAsLong());
            // On a busy machine the way there may take longer than half of it all: what is known goes before the guess.
            permit.arrivedBy(Math.max(permit.given(), received == Permit.UNTOLD ? guessed : received));
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long ownWait(Use use, long now) {
        return switch (use) {
            case IMPORT -> Math.max(imports.waitAt(now), waitForWindow(lastMinute, perMinute, MINUTE, now));
            case SINGLE_IMPORT -> singleImports.waitAt(now);
            case CONTROL, CALL, PROGRESS, SPARE -> 0;
        };
    }

    /** Whether it takes its share of the requests per second. */
    private boolean counts(Use use) {
        return switch (use) {
            case IMPORT, SINGLE_IMPORT -> importsCount;
            case CONTROL, CALL, PROGRESS, SPARE -> true;
        };
    }

    private boolean isOutranked(Use use, long now) {
        if (isReady(Use.PROGRESS, now) && sinceQuestion >= WITHOUT_QUESTION) {
            return use != Use.PROGRESS;
        }
        if (isReady(Use.CALL, now) && urgentInARow >= URGENT_IN_A_ROW) {
            return use != Use.CALL;
        }
        for (Use other : Use.values()) {
            if (other == use) {
                return false;
            }
            if (isReady(other, now)) {
                return true;
            }
        }
        return false;
    }

    private boolean isReady(Use use, long now) {
        return counts(use) && waiting.getOrDefault(use, 0) > 0 && ownWait(use, now) <= 0;
    }

    private Permit take(Use use, long now) {
        if (use == Use.SINGLE_IMPORT) {
            singleImports.take(now, (long) (singleImportInterval / speed(now)));
        }
        taken++;
        Permit permit = new Permit(this, now);
        if (use == Use.IMPORT) {
            imports.take(now, (long) (importInterval / speed(now)));
            remember(lastMinute, permit, perMinute);
        }
        if (!counts(use)) {
            return permit;
        }
        requests.take(now, (long) (requestInterval / speed(now)));
        urgentInARow = use == Use.CALL ? 0 : urgentInARow + 1;
        sinceQuestion = use == Use.PROGRESS ? 0 : sinceQuestion + 1;
        remember(lastSecond, permit, perSecond);
        return permit;
    }

    private static void remember(Deque<Permit> permits, Permit permit, int most) {
        permits.addLast(permit);
        if (permits.size() > most) {
            permits.removeFirst();
        }
    }

    private double speed(long now) {
        double recovered = (double) Math.max(0, now - slowSince) / recovery;
        return recovered < 1
                ? slowSpeed + recovered * (cautiousSpeed - slowSpeed)
                : Math.min(1, cautiousSpeed + (recovered - 1) / CAUTION * (1 - cautiousSpeed));
    }
}
