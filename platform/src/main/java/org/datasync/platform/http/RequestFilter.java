package org.datasync.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.datasync.platform.PlatformConfig;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * What holds for every request to every service: one that changes something must come from where it claims to come
 * from, and every answer tells browsers to be strict.
 */
@ApplicationScoped
public class RequestFilter {
    private static final int CHECK = 90;
    private static final int HEADERS = 100;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Map<String, String> STRICT = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'",
            "Cache-Control", "no-store");

    private final Set<String> hosts;

    RequestFilter(
            PlatformConfig config, @ConfigProperty(name = "datasync.sandbox", defaultValue = "false") boolean sandbox) {
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
        String length = request.getHeader("Content-Length");
        boolean body = request.getHeader("Transfer-Encoding") != null || (length != null && !length.equals("0"));
        String host = request.authority() == null ? null : request.authority().toString();
        new UnsafeRequest(
                        request.method().name(),
                        host,
                        request.getHeader("Origin"),
                        request.getHeader("Content-Type"),
                        body)
                .refusal(hosts)
                .ifPresentOrElse(refusal -> refuse(context, refusal), context::next);
    }

    private static void refuse(RoutingContext context, UnsafeRequest.Refusal refusal) {
        JsonObject problem = new JsonObject()
                .put("type", "about:blank")
                .put("title", refusal.title())
                .put("status", refusal.status())
                .put("detail", refusal.detail());
        context.response()
                .setStatusCode(refusal.status())
                .putHeader("Content-Type", "application/problem+json")
                .end(problem.encode());
    }
}
