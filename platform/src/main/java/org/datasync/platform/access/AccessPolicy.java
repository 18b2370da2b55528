package org.datasync.platform.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/** The one place that decides about every request of every service: by its method and the caller's roles. */
@ApplicationScoped
public class AccessPolicy implements HttpSecurityPolicy {
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final AccessConfig config;

    AccessPolicy(AccessConfig config) {
        this.config = config;
    }

    @Override
    public Uni<CheckResult> checkPermission(
            RoutingContext request, Uni<SecurityIdentity> identity, AuthorizationRequestContext context) {
        String path = request.normalizedPath();
        if (!config.required() || openToAll(path)) {
            return CheckResult.permit();
        }
        String method = request.request().method().name();
        return identity.map(caller -> allows(method, caller.getRoles()) ? CheckResult.PERMIT : CheckResult.DENY);
    }

    /** What the platform below asks, without a person or a service behind it, and what tells nothing of the data. */
    static boolean openToAll(String path) {
        return path.startsWith("/q/health") || path.equals("/q/metrics") || path.equals("/q/openapi");
    }

    boolean allows(String method, Set<String> roles) {
        return roles.stream()
                .anyMatch(role -> config.write().contains(role)
                        || READING.contains(method) && config.read().contains(role));
    }
}
