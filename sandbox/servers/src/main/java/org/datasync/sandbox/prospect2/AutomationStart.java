package org.datasync.sandbox.prospect2;

import java.time.Instant;
import java.util.Map;

/**
 * An automation that a tag has started, with the values that it read at that moment.
 *
 * @param trigger {@code tag_added} or {@code tag_removed}
 * @param cause {@code api} for a single call, {@code import} for the bulk import
 * @param fields values by personalisation tag
 */
public record AutomationStart(
        Instant at,
        String trigger,
        String cause,
        int contactId,
        String email,
        int tagId,
        String firstName,
        Map<String, String> fields) {}
