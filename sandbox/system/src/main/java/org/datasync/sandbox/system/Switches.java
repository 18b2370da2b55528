package org.datasync.sandbox.system;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Properties;

/** Reads {@code -Ddemo.…}: an empty value is no value, so that a build can pass on what it was not given. */
final class Switches {
    private final Properties properties;

    Switches(Properties properties) {
        this.properties = properties;
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(properties.getProperty(name))
                .map(String::trim)
                .filter(value -> !value.isEmpty());
    }

    /** {@code -Ddemo.once} and {@code -Ddemo.once=true} are the same. */
    boolean isOn(String name) {
        return text(name).filter(value -> !value.equalsIgnoreCase("false")).isPresent();
    }

    int number(String name, int otherwise, int min, int max) {
        return text(name).map(value -> number(name, value, min, max)).orElse(otherwise);
    }

    Duration duration(String name, Duration otherwise) {
        return text(name).map(value -> duration(name, value)).orElse(otherwise);
    }

    private static int number(String name, String value, int min, int max) {
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw refused(name, value, "a whole number from %d to %d".formatted(min, max), e);
        }
        throw refused(name, value, "a whole number from %d to %d".formatted(min, max), null);
    }

    private static Duration duration(String name, String value) {
        String wanted = "a duration such as PT5S";
        try {
            Duration duration = Duration.parse(value);
            if (duration.compareTo(Duration.ofSeconds(1)) >= 0) {
                return duration;
            }
        } catch (DateTimeParseException e) {
            throw refused(name, value, wanted, e);
        }
        throw refused(name, value, wanted + ", one second at least", null);
    }

    private static SandboxException refused(String name, String value, String wanted, Exception cause) {
        return new SandboxException("-D%s=%s is not %s".formatted(name, value, wanted), cause);
    }
}
