package org.datasync.scheduler.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.datasync.platform.problem.ProblemException;

/** Reads the bodies of requests: an object, or a problem that says where it stops being one. */
public final class JsonBody {
    /** Names the body as a whole in a list of problems. */
    public static final String FIELD = "body";

    private static final int LONGEST_PATH = 200;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    /** The object, or 400. */
    public static ObjectNode required(byte[] body) {
        String text = text(body);
        if (text.isBlank()) {
            throw ProblemException.invalid(FIELD, "a JSON object is required");
        }
        return object(text);
    }

    /** The object; an empty one for an empty body. */
    public static ObjectNode optional(byte[] body) {
        String text = text(body);
        return text.isBlank() ? JsonNodeFactory.instance.objectNode() : object(text);
    }

    /** For a command that takes nothing: a field would be a wish that is not heard. */
    public static void none(byte[] body) {
        optional(body).fieldNames().forEachRemaining(name -> {
            throw ProblemException.invalid(shortened(name), "is not a field here; this takes none");
        });
    }

    /** The text of a body, or 400 if it is not UTF-8, whatever charset the request names: JSON has no other. */
    public static String text(byte[] body) {
        if (body == null) {
            return "";
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid(FIELD, "is not UTF-8");
        }
    }

    private static ObjectNode object(String text) {
        try {
            JsonNode json = MAPPER.readTree(text);
            if (json instanceof ObjectNode object) {
                return object;
            }
            throw ProblemException.invalid(FIELD, "must be a JSON object");
        } catch (JsonProcessingException e) {
            throw ProblemException.invalid(field(e), "is not valid JSON" + place(e));
        }
    }

    /** The message of the exception itself quotes the input, and the input may hold addresses. */
    private static String place(JsonProcessingException e) {
        return e.getLocation() == null
                ? ""
                : " at line %d, column %d"
                        .formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
    }

    /** The field that was being read. */
    private static String field(JsonProcessingException e) {
        if (!(e.getProcessor() instanceof JsonParser parser)) {
            return FIELD;
        }
        StringBuilder path = new StringBuilder();
        JsonPointer step = parser.getParsingContext().pathAsPointer();
        for (; !step.matches() && path.length() < LONGEST_PATH; step = step.tail()) {
            if (step.mayMatchElement()) {
                path.append('[').append(step.getMatchingIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(shortened(step.getMatchingProperty()));
            }
        }
        return path.isEmpty() ? FIELD : path.toString();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_PATH ? text : text.substring(0, LONGEST_PATH);
    }
}
