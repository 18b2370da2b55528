package org.datasync.platform.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.UUID;
import org.datasync.contracts.Event;
import org.datasync.contracts.EventJson;

/**
 * An event ready for the broker.
 *
 * @param time {@code ce_time}: when the fact was recorded, the same at each publishing
 * @param traceId 32 hexadecimal digits: all records of a run are one trace
 */
public record EventRecord(
        String topic, String key, String id, String type, Instant time, String traceId, byte[] payload) {
    public EventRecord {
        requireNonNull(topic, "topic");
        requireNonNull(id, "id");
        requireNonNull(type, "type");
        requireNonNull(time, "time");
        requireNonNull(traceId, "traceId");
        requireNonNull(payload, "payload");
    }

    /** @param correlation the run; an event without one gets a trace of its own by its id */
    public static EventRecord of(Event event, UUID correlation, Instant time) {
        UUID trace = correlation != null
                ? correlation
                : UUID.nameUUIDFromBytes(event.id().getBytes(UTF_8));
        return new EventRecord(
                event.topic(), event.key(), event.id(), event.type(), time, traceId(trace), EventJson.write(event));
    }

    static String traceId(UUID id) {
        return id.toString().replace("-", "");
    }

    /** Without the payload: it may hold personal data. */
    @Override
    public String toString() {
        return "EventRecord[topic=" + topic + ", id=" + id + "]";
    }
}
