package org.datasync.sandbox.prospect2;

import java.time.Instant;

/**
 * A request as it was answered.
 *
 * @param at in the API's time
 * @param path with query, without {@code /api/3}
 * @param route such as {@code GET /contacts/{id}}; empty if there is none
 * @param status what was answered, or would have been had the connection stood; 0 if it was closed before the effect
 * @param fault kind of the fault that it met, or empty
 * @param contacts contacts in a bulk import, else 0
 * @param body its beginning
 */
public record LoggedRequest(
        long sequence,
        Instant at,
        String method,
        String path,
        String route,
        int status,
        String fault,
        int contacts,
        String body) {}
