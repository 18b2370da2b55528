package org.datasync.platform.http;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.datasync.platform.problem.Problem;

/**
 * A request that changes something, as far as a browser could be made to send it on somebody else's behalf.
 *
 * @param host the Host header, or null
 * @param origin the Origin header, or null
 * @param fetchSite the Sec-Fetch-Site header, or null
 * @param contentType the Content-Type header, or null
 * @param hasSession whether it comes with the cookie of a signed-in person, which browsers add by themselves
 */
record UnsafeRequest(
        String method,
        String host,
        String origin,
        String fetchSite,
        String contentType,
        boolean hasBody,
        boolean hasSession) {
    static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");

    /** What a plain HTML form, or a script without asking first, can send. */
    private static final Set<String> FORM_TYPES =
            Set.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data");

    /** @param hosts names without ports under which this service is reached; empty: any */
    Optional<Problem> refusal(Set<String> hosts) {
        if (host == null || !(hosts.isEmpty() || hosts.contains(name(host)))) {
            return Optional.of(Problem.of(403, "this service is not reached under this Host"));
        }
        if (origin != null && !authority(origin).filter(bare(host)::equals).isPresent()) {
            return Optional.of(Problem.of(403, "the Origin is another site"));
        }
        if (fetchSite != null && !fetchSite.equals("same-origin")) {
            return Optional.of(Problem.of(403, "the request comes from another site"));
        }
        if (hasSession && origin == null && fetchSite == null) {
            return Optional.of(
                    Problem.of(403, "with a session's cookie the Origin must be told; programs use a token"));
        }
        // A script needs permission for DELETE anyway, so a DELETE without a body need not name a type.
        if ((hasBody || !method.equals("DELETE")) && formType()) {
            return Optional.of(Problem.of(415, "Content-Type must be that of the API: application/json"));
        }
        return Optional.empty();
    }

    private boolean formType() {
        if (contentType == null || contentType.isBlank()) {
            return true;
        }
        String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return type.contains("*") || FORM_TYPES.contains(type);
    }

    private static String name(String host) {
        String bare = host.toLowerCase(Locale.ROOT);
        int colon = bare.lastIndexOf(':');
        return colon > bare.lastIndexOf(']') ? bare.substring(0, colon) : bare;
    }

    /** Host and port of an origin, the port only where it is not the scheme's own; empty for {@code null} and worse. */
    private static Optional<String> authority(String origin) {
        try {
            URI uri = new URI(origin);
            if (uri.getScheme() == null || uri.getHost() == null) {
                return Optional.empty();
            }
            return Optional.of(bare(uri.getAuthority()));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static String bare(String authority) {
        return authority.toLowerCase(Locale.ROOT).replaceFirst(":(80|443)$", "");
    }
}
