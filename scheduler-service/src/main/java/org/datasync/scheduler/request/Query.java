package org.datasync.scheduler.request;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.datasync.platform.problem.ProblemException;

/** Reads query parameters; what is wrong with one is a problem that names it. */
public final class Query {
    public static final int LONGEST_PAGE = 500;
    private static final int USUAL_PAGE = 50;
    private static final int LONGEST_SEARCH = 100;
    private static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-01-01T00:00:00Z");

    private Query() {}

    public static int limit(String text) {
        return integer("limit", text, 1, LONGEST_PAGE).orElse(USUAL_PAGE);
    }

    public static Optional<Integer> integer(String name, String text, int lowest, int highest) {
        return number(name, text, lowest, highest).map(Long::intValue);
    }

    public static Optional<Long> number(String name, String text, long lowest, long highest) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            long number = Long.parseLong(text.strip());
            if (number >= lowest && number <= highest) {
                return Optional.of(number);
            }
        } catch (NumberFormatException e) {
            throw ProblemException.invalid(name, "must be a whole number");
        }
        throw ProblemException.invalid(name, "must be from %d to %d".formatted(lowest, highest));
    }

    /** An instant with {@code Z} or an offset. */
    public static Optional<Instant> instant(String name, String text) {
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        try {
            // In an address a plus sign reads as a blank.
            Instant moment =
                    OffsetDateTime.parse(text.strip().replace(' ', '+')).toInstant();
            if (!moment.isBefore(EARLIEST) && moment.isBefore(LATEST)) {
                return Optional.of(moment);
            }
        } catch (DateTimeParseException e) {
            throw ProblemException.invalid(name, "must be a time such as 2026-11-24T06:00:00Z");
        }
        throw ProblemException.invalid(name, "must be in the years 1900 to 9998");
    }

    /** Part of a name, as it is passed on to another service. */
    public static String search(String text) {
        if (text != null && text.length() > LONGEST_SEARCH) {
            throw ProblemException.invalid("search", "must have at most %d characters".formatted(LONGEST_SEARCH));
        }
        return text;
    }

    public static boolean flag(String name, String text) {
        if (text == null || text.isBlank() || text.strip().equals("false")) {
            return false;
        }
        if (text.strip().equals("true")) {
            return true;
        }
        throw ProblemException.invalid(name, "must be true or false");
    }

    /** One or more names of an enum, separated by commas or repeated. */
    public static <E extends Enum<E>> Optional<List<E>> choices(String name, List<String> texts, Class<E> type) {
        List<String> wanted = texts.stream()
                .flatMap(text -> Arrays.stream(text.split(",")))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(wanted.stream().map(text -> choice(name, text, type)).toList());
    }

    public static <E extends Enum<E>> E choice(String name, String text, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(value -> value.name().equals(text))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        name,
                        "must be one of "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Enum::name)
                                        .collect(Collectors.joining(", "))));
    }
}
