package org.datasync.sandbox.prospect2;

import java.util.List;

/** One contact of a bulk import, as accepted. */
record BulkContact(
        ContactData data, List<String> tags, List<Integer> subscribe, List<Integer> unsubscribe, boolean automations) {}
