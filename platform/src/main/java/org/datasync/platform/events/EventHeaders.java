package org.datasync.platform.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.common.header.Headers;

/** CloudEvents 1.0 in binary mode, and the W3C trace context. */
final class EventHeaders {
    private EventHeaders() {}

    static void write(EventRecord event, String source, Headers headers) {
        headers.add("ce_id", bytes(event.id()));
        headers.add("ce_source", bytes(source));
        headers.add("ce_type", bytes(event.type()));
        headers.add("ce_time", bytes(event.time().toString()));
        headers.add("ce_specversion", bytes("1.0"));
        headers.add("content-type", bytes("application/json"));
        headers.add("traceparent", bytes("00-" + event.traceId() + "-" + spanId() + "-01"));
    }

    private static String spanId() {
        long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        return HexFormat.of().toHexDigits(id);
    }

    static byte[] bytes(String value) {
        return value.getBytes(UTF_8);
    }
}
