package org.datasync.platform.access;

import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.util.Locale;
import java.util.Set;
import org.datasync.platform.problem.Problem;

/**
 * How a caller who is not known, or not any more, is told. A browser that opens a page is led to the identity provider
 * if the service knows people. Everybody else, programs and the scripts of pages, gets 401 with a problem document:
 * a redirect to a page for people would only hide that the token is missing.
 */
@Alternative
@Priority(1)
@ApplicationScoped
class SignIn implements HttpAuthenticationMechanism {
    private static final int UNAUTHORIZED = 401;

    private final OidcAuthenticationMechanism oidc;

    SignIn(OidcAuthenticationMechanism oidc) {
        this.oidc = oidc;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager providers) {
        // It names itself as the one that tells the caller.
        return oidc.authenticate(context, providers)
                .onTermination()
                .invoke(() -> context.put(HttpAuthenticationMechanism.class.getName(), this));
    }

    @Override
    public Uni<ChallengeData> getChallenge(RoutingContext context) {
        return opensPage(context.request())
                ? oidc.getChallenge(context).onItem().ifNull().continueWith(SignIn::tokenRequired)
                : Uni.createFrom().item(SignIn::tokenRequired);
    }

    private static ChallengeData tokenRequired() {
        return new ChallengeData(UNAUTHORIZED, "WWW-Authenticate", "Bearer");
    }

    @Override
    public Uni<Boolean> sendChallenge(RoutingContext context) {
        return getChallenge(context).map(challenge -> {
            challenge.getHeaders().forEach(context.response()::putHeader);
            context.response().setStatusCode(challenge.status);
            if (challenge.status == UNAUTHORIZED) {
                Problem.of(UNAUTHORIZED, "a valid bearer token is required").end(context);
            }
            return true;
        });
    }

    static boolean opensPage(HttpServerRequest request) {
        return opensPage(
                request.method() == HttpMethod.GET,
                request.getHeader("Accept"),
                request.getHeader("X-Requested-With"),
                request.getHeader("Sec-Fetch-Mode"));
    }

    /** Only what says so opens a page: it asks for HTML, and no script sends it. Headers that are missing are null. */
    static boolean opensPage(boolean get, String accept, String requestedWith, String fetchMode) {
        return get
                && accept != null
                && accept.toLowerCase(Locale.ROOT).contains("text/html")
                && requestedWith == null
                && (fetchMode == null || fetchMode.equals("navigate"));
    }

    @Override
    public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
        return oidc.getCredentialTypes();
    }

    @Override
    public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
        return oidc.getCredentialTransport(context);
    }

    @Override
    public int getPriority() {
        return oidc.getPriority() + 1;
    }
}
