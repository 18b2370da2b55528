package org.datasync.sandbox.prospect2;

import java.time.Instant;
import java.util.Map;

/**
 * An event handed to a subscription. It is sent only to a loopback address; others are merely recorded.
 *
 * @param form what is sent, form-encoded with bracket keys
 */
public record Delivery(Instant at, int webhookId, String url, String event, Map<String, String> form) {}
