package org.datasync.sandbox.prospect2;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The way of a request: key, limit of the account, limit of the bulk import, faults, route, headers, latency. The
 * account is locked meanwhile, as a whole: nothing here takes long, and the effects have an order.
 */
final class Api {
    private static final String HTML =
            "<!DOCTYPE html><html><head><title>Sign in</title></head><body><form action=\"/login\"></form></body></html>";

    private final Account account;
    private final BulkMachine machine;
    private final Faults faults;
    private final RequestLog log;
    private final Router router;
    private final AccountLimiter limiter = new AccountLimiter();
    private final BulkLimiter bulkLimiter = new BulkLimiter();

    Api(Account account, BulkMachine machine, Faults faults, RequestLog log, Router router) {
        this.account = account;
        this.machine = machine;
        this.faults = faults;
        this.log = log;
        this.router = router;
    }

    AccountLimiter limiter() {
        return limiter;
    }

    BulkLimiter bulkLimiter() {
        return bulkLimiter;
    }

    Outcome handle(Call call, String key) {
        synchronized (account) {
            var now = account.now();
            machine.catchUp(now);
            var match = router.find(call.method, call.path).orElse(null);
            var route = match == null ? "" : match.route();
            var refused = refuse(call, route, key, now);
            var fault = refused == null ? faults.onRequest(route).orElse(null) : null;
            var answer = refused == null ? answer(call, match, fault) : refused;
            log.add(
                    now,
                    call,
                    route,
                    answer.status(),
                    fault == null ? "" : fault.kind().name());
            return new Outcome(
                    answer.with(headers(answer, route, now)),
                    delay(route, fault),
                    fault != null && fault.kind() == Fault.Kind.RESET);
        }
    }

    /** Null when the request may go on. */
    private Answer refuse(Call call, String route, String key, Instant now) {
        var settings = account.settings();
        if (!settings.key().equals(key)) {
            return Errors.e2(403, "Forbidden");
        }
        boolean bulk = route.equals(ImportRoutes.IMPORT);
        var limits = settings.limits();
        if (!bulk || settings.switches().bulkCountsAsRequest()) {
            limiter.timeScale(settings.timeScale());
            var blocked = limiter.arrive(now, limits.requestsPerSecond(), limits.retryAfter());
            if (blocked.isPresent()) {
                return tooMany(blocked.get());
            }
        }
        if (bulk && !bulkLimiter.arrive(now, BulkReader.count(call), limits)) {
            return ImportRoutes.throttled(limits, BulkReader.count(call));
        }
        return null;
    }

    private Answer tooMany(Duration blocked) {
        var headers = new LinkedHashMap<String, String>();
        if (!account.settings().switches().retryAfterMissing()) {
            headers.put("Retry-After", String.valueOf(wholeSeconds(blocked)));
        }
        return Errors.rateLimit().with(headers);
    }

    /** As the client has to wait: in the time outside, rounded up, at least one. */
    private long wholeSeconds(Duration blocked) {
        return Math.max(1, account.outside(blocked).plusNanos(999_999_999).toSeconds());
    }

    private Answer answer(Call call, Router.Match match, Fault fault) {
        if (fault == null) {
            return effect(call, match);
        }
        var real = fault.afterEffect() ? effect(call, match) : null;
        return switch (fault.kind()) {
            case STATUS -> failure(fault);
            case HTML -> Answer.text(200, "text/html; charset=UTF-8", HTML);
            case EMPTY -> Answer.text(200, Answer.JSON, "");
            case TRUNCATED -> truncated(real == null ? effect(call, match) : real);
            case DELAY -> real == null ? effect(call, match) : real;
            case RESET -> real == null ? Answer.text(0, Answer.JSON, "") : real;
            case BATCH_FAILED, BATCH_INTERRUPTED, DUPLICATE_DELIVERY ->
                throw new IllegalStateException("%s does not hit requests".formatted(fault.kind()));
        };
    }

    private static Answer failure(Fault fault) {
        var answer = fault.body() == null
                ? Errors.sample(fault.shape(), fault.status())
                : Answer.text(fault.status(), Answer.JSON, fault.body());
        return fault.retryAfter() == null
                ? answer
                : answer.with(Map.of("Retry-After", String.valueOf(fault.retryAfter())));
    }

    private static Answer truncated(Answer answer) {
        var half = Arrays.copyOf(answer.body(), answer.body().length / 2);
        return new Answer(answer.status(), answer.contentType(), half, answer.headers());
    }

    private Answer effect(Call call, Router.Match match) {
        if (match == null) {
            return Errors.e2(404, "Not Found");
        }
        try {
            var ignored = account.settings().switches().ignoredParameters();
            return match.handler().answer(call.without(ignored), match.id());
        } catch (Refusal refusal) {
            return refusal.answer();
        }
    }

    private Map<String, String> headers(Answer answer, String route, Instant now) {
        var headers = ResponseHeaders.usual(route, account.settings().latency().of(route));
        if (answer.status() == 429 || account.settings().switches().rateHeadersAlways()) {
            int limit = account.settings().limits().requestsPerSecond();
            headers.put("RateLimit-Limit", String.valueOf(limit));
            headers.put(
                    "RateLimit-Remaining", String.valueOf(answer.status() == 429 ? 0 : limiter.remaining(now, limit)));
        }
        headers.putAll(answer.headers());
        return headers;
    }

    private Duration delay(String route, Fault fault) {
        var latency = account.outside(account.settings().latency().of(route));
        return fault == null ? latency : latency.plus(fault.delay());
    }
}
