package org.datasync.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.datasync.platform.problem.Problem;
import org.junit.jupiter.api.Test;

class UnsafeRequestTest {
    private static final Set<String> HOSTS = Set.of("localhost", "[::1]", "sync.example.org");
    private static final String JSON = "application/json;charset=UTF-8";

    @Test
    void aProgramThatSendsJsonIsLetThrough() {
        assertThat(status("POST", "localhost:8080", null, JSON, true)).isEqualTo(200);
        assertThat(status("POST", "[::1]:8080", null, JSON, true)).isEqualTo(200);
        assertThat(status("PUT", "Sync.Example.org", null, "application/yaml", true))
                .isEqualTo(200);
    }

    @Test
    void theServiceIsReachedUnderItsNamesOnly() {
        assertThat(status("POST", "rebound.example.com:8080", null, JSON, true)).isEqualTo(403);
        assertThat(status("DELETE", "127.0.0.1", null, null, false)).isEqualTo(403);
        assertThat(status("POST", null, null, JSON, true)).isEqualTo(403);
    }

    @Test
    void withoutConfiguredNamesAnyHostWillDo() {
        var request = new UnsafeRequest("POST", "anything:1", null, null, JSON, true, false);

        assertThat(request.refusal(Set.of())).isEmpty();
    }

    @Test
    void theOriginMustBeTheHost() {
        assertThat(status("POST", "localhost:8080", "http://localhost:8080", JSON, true))
                .isEqualTo(200);
        assertThat(status("POST", "sync.example.org", "https://sync.example.org", JSON, true))
                .isEqualTo(200);
        assertThat(status("POST", "sync.example.org:443", "https://sync.example.org", JSON, true))
                .isEqualTo(200);
        assertThat(status("POST", "localhost:8080", "http://localhost:9999", JSON, true))
                .isEqualTo(403);
        assertThat(status("POST", "localhost:8080", "http://evil.example", JSON, true))
                .isEqualTo(403);
        assertThat(status("DELETE", "localhost:8080", "http://evil.example", null, false))
                .isEqualTo(403);
        assertThat(status("POST", "localhost:8080", "null", JSON, true)).isEqualTo(403);
        assertThat(status("POST", "localhost:8080", "", JSON, true)).isEqualTo(403);
    }

    @Test
    void whatAFormCanSendIsNoMediaTypeOfTheApi() {
        assertThat(status("POST", "localhost", null, null, false)).isEqualTo(415);
        assertThat(status("POST", "localhost", null, "text/plain", true)).isEqualTo(415);
        assertThat(status("PUT", "localhost", null, "Multipart/Form-Data; boundary=x", true))
                .isEqualTo(415);
        assertThat(status("POST", "localhost", null, "application/x-www-form-urlencoded", true))
                .isEqualTo(415);
        assertThat(status("DELETE", "localhost", null, "text/plain", true)).isEqualTo(415);
        assertThat(status("POST", "localhost", null, "*/*", true)).isEqualTo(415);
        assertThat(status("DELETE", "localhost", null, null, false)).isEqualTo(200);
    }

    @Test
    void aBrowserThatNamesAnotherSiteIsRefused() {
        assertThat(fromSite("cross-site", false)).isEqualTo(403);
        assertThat(fromSite("same-site", false)).isEqualTo(403);
        assertThat(fromSite("none", false)).isEqualTo(403);
        assertThat(fromSite("same-origin", false)).isEqualTo(200);
        assertThat(fromSite("same-origin", true)).isEqualTo(200);
    }

    @Test
    void aSessionsCookieNeedsAnOrigin() {
        assertThat(fromSite(null, true)).isEqualTo(403);
        assertThat(fromSite(null, false)).isEqualTo(200);
        var told = new UnsafeRequest("POST", "localhost:8080", "http://localhost:8080", null, JSON, true, true);
        assertThat(told.refusal(HOSTS)).isEmpty();
    }

    private static int fromSite(String fetchSite, boolean hasSession) {
        return new UnsafeRequest("POST", "localhost:8080", null, fetchSite, JSON, true, hasSession)
                .refusal(HOSTS)
                .map(Problem::status)
                .orElse(200);
    }

    private static int status(String method, String host, String origin, String contentType, boolean hasBody) {
        return new UnsafeRequest(method, host, origin, null, contentType, hasBody, false)
                .refusal(HOSTS)
                .map(Problem::status)
                .orElse(200);
    }
}
