package org.datasync.scheduler.peer;

import io.quarkus.oidc.client.OidcClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Shows the other services that this one asks. The sandbox does without. */
@ApplicationScoped
class ServiceToken implements ClientRequestFilter {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final OidcClient client;
    private final boolean required;

    ServiceToken(
            OidcClient client,
            @ConfigProperty(name = "datasync.platform.access.required", defaultValue = "true") boolean required) {
        this.client = client;
        this.required = required;
    }

    @Override
    public void filter(ClientRequestContext request) {
        if (required) {
            String token = client.getTokens().await().atMost(PATIENCE).getAccessToken();
            request.getHeaders().putSingle(HttpHeaders.AUTHORIZATION, "Bearer " + token);
        }
    }
}
