package org.datasync.platform.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessPolicyTest {
    private final AccessPolicy operators = new AccessPolicy(config(true, Set.of("viewer"), Set.of("operator")));

    @Test
    void aViewerReadsAndAnOperatorAlsoChanges() {
        assertThat(operators.allows("GET", Set.of("viewer"))).isTrue();
        assertThat(operators.allows("POST", Set.of("viewer"))).isFalse();
        assertThat(operators.allows("DELETE", Set.of("viewer"))).isFalse();
        assertThat(operators.allows("GET", Set.of("operator"))).isTrue();
        assertThat(operators.allows("PUT", Set.of("operator"))).isTrue();
    }

    @Test
    void whoHasNoRoleHereMayDoNothing() {
        assertThat(operators.allows("GET", Set.of())).isFalse();
        assertThat(operators.allows("GET", Set.of("service"))).isFalse();
    }

    @Test
    void onlyHealthMetricsAndTheDescriptionAreOpen() {
        assertThat(AccessPolicy.openToAll("/q/health/ready")).isTrue();
        assertThat(AccessPolicy.openToAll("/q/metrics")).isTrue();
        assertThat(AccessPolicy.openToAll("/q/openapi")).isTrue();
        assertThat(AccessPolicy.openToAll("/api/v1/runs")).isFalse();
        assertThat(AccessPolicy.openToAll("/")).isFalse();
    }

    @Test
    void aServiceDoesNotStartOpenInProduction() {
        assertThatThrownBy(() -> check(true, Optional.empty(), "0.0.0.0").onStart(null))
                .hasMessageContaining("quarkus.oidc.auth-server-url");
        assertThatThrownBy(() -> check(false, Optional.empty(), "0.0.0.0").onStart(null))
                .hasMessageContaining("loopback");
        assertThatCode(() -> check(true, Optional.of("https://id.example.org"), "0.0.0.0")
                        .onStart(null))
                .doesNotThrowAnyException();
        assertThatCode(() -> check(false, Optional.empty(), "127.0.0.1").onStart(null))
                .doesNotThrowAnyException();
    }

    private static ProviderCheck check(boolean required, Optional<String> provider, String host) {
        return new ProviderCheck(config(required, Set.of(), Set.of()), provider, Optional.empty(), host);
    }

    private static AccessConfig config(boolean required, Set<String> read, Set<String> write) {
        return new AccessConfig() {
            @Override
            public boolean required() {
                return required;
            }

            @Override
            public Set<String> read() {
                return read;
            }

            @Override
            public Set<String> write() {
                return write;
            }
        };
    }
}
