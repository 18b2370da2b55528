package org.datasync.sandbox.prospect2;

import java.util.List;
import java.util.Map;

/**
 * What the account holds of a contact.
 *
 * @param tags tag ids
 * @param fields values by personalisation tag
 */
public record ContactView(
        String id, String email, String firstName, String lastName, List<String> tags, Map<String, String> fields) {}
