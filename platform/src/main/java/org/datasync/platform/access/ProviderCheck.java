package org.datasync.platform.access;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Nobody runs a service in production that everybody can use, not even by mistake. */
@ApplicationScoped
class ProviderCheck {
    private final AccessConfig config;
    private final Optional<String> provider;
    private final Optional<String> publicKey;
    private final String host;

    ProviderCheck(
            AccessConfig config,
            @ConfigProperty(name = "quarkus.oidc.auth-server-url") Optional<String> provider,
            @ConfigProperty(name = "quarkus.oidc.public-key") Optional<String> publicKey,
            @ConfigProperty(name = "quarkus.http.host") String host) {
        this.config = config;
        this.provider = provider;
        this.publicKey = publicKey;
        this.host = host;
    }

    void onStart(@Observes @Priority(1) StartupEvent event) {
        if (config.required() && provider.isEmpty() && publicKey.isEmpty()) {
            throw new IllegalStateException("no identity provider: set quarkus.oidc.auth-server-url"
                    + " (QUARKUS_OIDC_AUTH_SERVER_URL); only a sandbox (DATASYNC_SANDBOX=true) starts without");
        }
        if (!config.required() && !host.equals("127.0.0.1") && !host.equals("localhost")) {
            throw new IllegalStateException("without tokens a service listens on loopback only, not on " + host);
        }
    }
}
