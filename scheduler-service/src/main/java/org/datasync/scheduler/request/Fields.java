package org.datasync.scheduler.request;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.datasync.platform.problem.FieldError;

/**
 * The fields of one JSON object of a request. Reading never throws: what is missing or wrong is added to the list of
 * problems and read as absent, so that one answer names all problems.
 */
public final class Fields {
    private static final int LONGEST_NAME = 200;

    private final JsonNode object;
    private final String path;
    private final List<FieldError> errors;
    private final Set<String> known = new LinkedHashSet<>();

    public Fields(JsonNode object, List<FieldError> errors) {
        this(object, "", errors);
    }

    private Fields(JsonNode object, String path, List<FieldError> errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    public void error(String field, String message) {
        errors.add(new FieldError(path + field, message));
    }

    public boolean has(String field) {
        return object.hasNonNull(field);
    }

    /** Whether this field was already reported, so that a rule about it need not add to that. */
    public boolean sound(String field) {
        String name = path + field;
        return errors.stream().noneMatch(error -> error.field().equals(name));
    }

    /** Fields that may be there and are not read. */
    public Fields ignoring(String... fields) {
        known.addAll(Arrays.asList(fields));
        return this;
    }

    /** Reports the fields that nobody asked for: a misspelt option must not silently be the default. */
    public void refuseOthers() {
        object.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                String shown = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
                error(shown, "is not a field here; known are " + String.join(", ", known));
            }
        });
    }

    public Optional<String> text(String field, int longest) {
        return node(field).flatMap(node -> {
            if (!node.isTextual()) {
                return wrong(field, "must be a text");
            }
            String text = node.textValue().strip();
            if (!printable(text)) {
                return wrong(field, "must have no control characters and no halves of characters");
            }
            if (text.isEmpty()) {
                return wrong(field, "must not be empty");
            }
            if (text.length() > longest) {
                return wrong(field, "must have at most %d characters".formatted(longest));
            }
            return Optional.of(text);
        });
    }

    /** Whether it can be shown, mailed and encoded: a line break in a subject, or half a character, cannot. */
    private static boolean printable(String text) {
        return text.codePoints()
                .noneMatch(c -> Character.isISOControl(c) || Character.getType(c) == Character.SURROGATE);
    }

    public Optional<String> requiredText(String field, int longest) {
        require(field);
        return text(field, longest);
    }

    public Optional<Integer> integer(String field, int lowest, int highest) {
        return node(field).flatMap(node -> {
            if (!node.isIntegralNumber()) {
                return wrong(field, "must be a whole number");
            }
            if (!node.canConvertToInt() || node.intValue() < lowest || node.intValue() > highest) {
                return wrong(field, "must be from %d to %d".formatted(lowest, highest));
            }
            return Optional.of(node.intValue());
        });
    }

    public boolean flag(String field, boolean otherwise) {
        return node(field)
                .flatMap(node ->
                        node.isBoolean() ? Optional.of(node.booleanValue()) : wrong(field, "must be true or false"))
                .orElse(otherwise);
    }

    /** One of the names of an enum, without those that only exist for readers of events. */
    public <E extends Enum<E>> Optional<E> choice(String field, Class<E> type) {
        List<E> choices = Arrays.stream(type.getEnumConstants())
                .filter(value -> !value.name().equals("UNKNOWN"))
                .toList();
        return node(field).flatMap(node -> {
            Optional<E> chosen = choices.stream()
                    .filter(value -> node.isTextual() && value.name().equals(node.textValue()))
                    .findFirst();
            return chosen.isPresent()
                    ? chosen
                    : wrong(
                            field,
                            "must be one of " + choices.stream().map(Enum::name).collect(Collectors.joining(", ")));
        });
    }

    /** The fields of an object inside; of an empty one if it is absent or no object. */
    public Fields object(String field) {
        JsonNode inside = node(field)
                .filter(node ->
                        node.isObject() || wrong(field, "must be an object").isPresent())
                .orElse(JsonNodeFactory.instance.objectNode());
        return new Fields(inside, path + field + ".", errors);
    }

    /** The fields of an object that must be there. */
    public Optional<Fields> requiredObject(String field) {
        require(field);
        Fields inside = object(field);
        return inside.object == object.get(field) ? Optional.of(inside) : Optional.empty();
    }

    public void require(String field) {
        known.add(field);
        if (!has(field)) {
            error(field, "is required");
        }
    }

    /** The elements of an array; none if it is absent or no array. */
    public List<JsonNode> array(String field, int longest) {
        Optional<JsonNode> array = node(field)
                .filter(node ->
                        node.isArray() || wrong(field, "must be an array").isPresent());
        List<JsonNode> elements = new ArrayList<>();
        array.ifPresent(node -> node.forEach(elements::add));
        if (elements.size() > longest) {
            error(field, "must have at most %d elements".formatted(longest));
            return List.of();
        }
        return elements;
    }

    /** The fields of one element of an array, with its place in the path. */
    public Fields element(String field, int index, JsonNode element) {
        return new Fields(element, "%s%s[%d].".formatted(path, field, index), errors);
    }

    private Optional<JsonNode> node(String field) {
        known.add(field);
        return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
    }

    private <T> Optional<T> wrong(String field, String message) {
        error(field, message);
        return Optional.empty();
    }
}
