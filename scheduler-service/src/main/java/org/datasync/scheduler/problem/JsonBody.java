package org.datasync.scheduler.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Reads the bodies of requests: an object, or a problem that says where it stops being one. */
public final class JsonBody {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    /** The object, or 400. */
    public static ObjectNode required(String body) {
        ObjectNode object = optional(body);
        if (body == null || body.isBlank()) {
            throw ProblemException.invalid("", "a JSON object is required");
        }
        return object;
    }

    /** The object; an empty one for an empty body. */
    public static ObjectNode optional(String body) {
        if (body == null || body.isBlank()) {
            return JsonNodeFactory.instance.objectNode();
        }
        try {
            JsonNode json = MAPPER.readTree(body);
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw ProblemException.invalid("", "must be a JSON object");
        } catch (JsonProcessingException e) {
            // The message itself quotes the input, and the input may hold addresses.
            throw ProblemException.invalid(
                    "",
                    "is not valid JSON at line %d, column %d"
                            .formatted(
                                    e.getLocation().getLineNr(), e.getLocation().getColumnNr()));
        }
    }
}
