package org.datasync.platform.http;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.datasync.platform.PlatformConfig;
import org.datasync.platform.problem.Problem;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What holds for every request to every service: one that changes something must come from where it claims to come
 * from, and every answer tells browsers to be strict.
 */
@ApplicationScoped
public class RequestFilter {
    private static final int CHECK = 90;
    /** Before anybody is asked who they are: also a refusal is strict. */
    private static final int HEADERS = 400;

    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Map<String, String> STRICT = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cache-Control", "no-store");

    /** How the names of the cookies begin in which the code flow keeps a session. */
    private static final String SESSION = "q_session";

    private static final long MOST_DISCARDED = 100_000_000;

    private final Set<String> hosts;
    private final long limit;

    RequestFilter(
            PlatformConfig config,
            @ConfigProperty(name = "datasync.sandbox", defaultValue = "false") boolean sandbox,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size", defaultValue = "10M") MemorySize limit) {
        this.limit = limit.asLongValue();
        this.hosts = config.hosts()
                .map(names -> names.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toUnmodifiableSet()))
                .orElse(sandbox ? LOOPBACK : Set.of());
    }

    void register(@Observes Filters filters) {
        filters.register(RequestFilter::addHeaders, HEADERS);
        filters.register(this::check, CHECK);
    }

    /** Pages that bring a policy of their own keep it. */
    private static void addHeaders(RoutingContext context) {
        HttpServerResponse response = context.response();
        context.addHeadersEndHandler(ignored -> STRICT.forEach((name, value) -> {
            if (!response.headers().contains(name)) {
                response.putHeader(name, value);
            }
        }));
        context.next();
    }

    private void check(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (!UnsafeRequest.METHODS.contains(request.method().name())) {
            context.next();
            return;
        }
        if (length(request) > limit) {
            refuseBody(context);
            return;
        }
        boolean body = request.getHeader("Transfer-Encoding") != null || length(request) > 0;
        String host = request.authority() == null ? null : request.authority().toString();
        new UnsafeRequest(
                        request.method().name(),
                        host,
                        request.getHeader("Origin"),
                        request.getHeader("Sec-Fetch-Site"),
                        request.getHeader("Content-Type"),
                        body,
                        request.cookies().stream()
                                .anyMatch(cookie -> cookie.getName().startsWith(SESSION)))
                .refusal(hosts)
                .ifPresentOrElse(refusal -> refusal.end(context), context::next);
    }

    private static long length(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        return length == null ? 0 : Long.parseLong(length);
    }

    /**
     * Most clients listen only after they have sent everything: without that they see a broken connection. One that
     * asks first is told at once.
     */
    private void refuseBody(RoutingContext context) {
        Problem refusal = Problem.of(413, "a request may have at most %d bytes".formatted(limit));
        HttpServerRequest request = context.request();
        if (request.getHeader("Expect") != null || length(request) > MOST_DISCARDED) {
            context.response().putHeader("Connection", "close");
            context.addEndHandler(told -> request.connection().close());
            refusal.end(context);
            return;
        }
        request.handler(discarded -> {});
        request.endHandler(end -> refusal.end(context));
        request.resume();
    }
}
