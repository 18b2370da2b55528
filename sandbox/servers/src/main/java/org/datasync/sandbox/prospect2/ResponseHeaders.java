package org.datasync.sandbox.prospect2;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The headers recorded on every answer of the real service. Cookies are for the client to ignore. */
final class ResponseHeaders {
    private static final Set<String> SHARED = Set.of("POST /contacts", "POST /contact/sync", "PATCH /contacts/{id}");

    private ResponseHeaders() {}

    static Map<String, String> usual(String route, Duration latency) {
        var request = UUID.randomUUID().toString();
        var headers = new LinkedHashMap<String, String>();
        headers.put("Cache-Control", "no-store, no-cache, must-revalidate,no-cache, private");
        headers.put("Expires", "Thu, 19 Nov 1981 08:52:00 GMT");
        headers.put("Pragma", "no-cache");
        headers.put("Server", "cloudflare");
        headers.put(
                "Set-Cookie",
                "PHPSESSID=%s; path=/; secure; HttpOnly; SameSite=Lax".formatted(request.replace("-", "")));
        headers.put("X-Request-Id", request);
        headers.put("X-Envoy-Upstream-Service-Time", String.valueOf(latency.toMillis()));
        headers.put("Cf-Cache-Status", "DYNAMIC");
        headers.put("Cf-Ray", request.substring(0, 8) + request.substring(9, 13) + "-ORD");
        if (SHARED.contains(route)) {
            headers.put("Access-Control-Allow-Origin", "*");
            headers.put("Access-Control-Allow-Credentials", "true");
        }
        return headers;
    }
}
