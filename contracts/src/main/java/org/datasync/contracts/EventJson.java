package org.datasync.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON of the events: ISO instants, unknown fields ignored, unknown enum values read as {@code UNKNOWN}. */
public final class EventJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_USING_DEFAULT_VALUE)
            .enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private EventJson() {}

    /** UTF-8 bytes of the event. */
    public static byte[] write(Event event) {
        try {
            return MAPPER.writeValueAsBytes(event);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads one event; never null.
     *
     * @throws UnreadableEventException if the bytes are no JSON, or a required field is missing or has the wrong type
     */
    public static <T extends Event> T read(byte[] json, Class<T> type) throws IOException {
        T event;
        try {
            event = json == null ? null : MAPPER.readValue(json, type);
        } catch (JsonMappingException e) {
            throw new UnreadableEventException(refusal(place(type, e), e));
        } catch (JsonProcessingException e) {
            throw new UnreadableEventException(type.getSimpleName() + " is no JSON");
        }
        if (event == null) {
            throw new UnreadableEventException(type.getSimpleName() + " is null");
        }
        return event;
    }

    /** A record's own refusal is repeated; Jackson's words are not, they quote the input. */
    private static String refusal(String place, JsonMappingException e) {
        Throwable own = e instanceof ValueInstantiationException ? e.getCause() : null;
        if (own instanceof NullPointerException) {
            return own.getMessage() == null ? place + " holds a null" : place + "." + own.getMessage() + " is missing";
        }
        if (own instanceof IllegalArgumentException) {
            return place + ": " + own.getMessage();
        }
        return place + " is missing or cannot be read";
    }

    private static String place(Class<?> type, JsonMappingException e) {
        StringBuilder place = new StringBuilder(type.getSimpleName());
        for (JsonMappingException.Reference step : e.getPath()) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append('.').append(step.getFieldName());
            }
        }
        return place.toString();
    }
}
