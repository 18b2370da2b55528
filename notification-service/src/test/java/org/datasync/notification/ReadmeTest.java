package org.datasync.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.io.IOException;
import java.io.Reader;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README says of settings and topics is what the code does. */
class ReadmeTest {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+):(.*)}");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (.*?) ?\\| `(datasync\\.[^`]+)` \\| (.*?) \\|");
    private static final Pattern CHANNEL = Pattern.compile("mp\\.messaging\\.incoming\\.[a-z-]+\\.topic");

    @Test
    void theTableOfSettingsNamesEachWithItsVariableAndDefault() throws IOException {
        Map<String, String> documented = new TreeMap<>();
        Matcher row = ROW.matcher(readme());
        while (row.find()) {
            documented.put(row.group(2), row.group(1) + " " + row.group(3));
        }

        Map<String, String> settings = new TreeMap<>();
        for (Class<?> mapping : List.of(NotificationConfig.class, OperatorsConfig.class)) {
            String prefix = mapping.getAnnotation(ConfigMapping.class).prefix();
            settings(mapping, prefix).forEach((name, value) -> settings.put(name, setting(name, value)));
        }

        assertThat(documented).isEqualTo(settings);
    }

    @Test
    void theTableOfTopicsNamesEachThatIsRead() throws IOException {
        Set<String> read = new TreeSet<>();
        properties().forEach((name, value) -> {
            if (CHANNEL.matcher(name.toString()).matches()) {
                read.add("| `" + value + "` in |");
            }
        });

        assertThat(read).hasSize(3);
        assertThat(readme()).contains(read);
    }

    /** Name and default of each property. */
    private static Map<String, String> settings(Class<?> mapping, String prefix) {
        Map<String, String> settings = new TreeMap<>();
        for (Method method : mapping.getMethods()) {
            String name = prefix + "." + kebab(method.getName());
            Class<?> type = method.getReturnType();
            if (type == Map.class) {
                settings.putAll(settings(valueType(method), name + ".<name>"));
            } else if (type.isInterface() && type.getEnclosingClass() == mapping) {
                settings.putAll(settings(type, name));
            } else {
                settings.put(name, defaultOf(method));
            }
        }
        return settings;
    }

    private static Class<?> valueType(Method method) {
        Type[] arguments = ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments();
        return (Class<?>) arguments[1];
    }

    private static String defaultOf(Method method) {
        WithDefault value = method.getAnnotation(WithDefault.class);
        if (value != null) {
            return "`" + value.value() + "`";
        }
        return method.getReturnType() == Optional.class ? "none" : "required";
    }

    /** With the variable and the default of the properties file, where it has any. */
    private static String setting(String name, String otherwise) {
        Matcher variable = VARIABLE.matcher(properties().getProperty(name, ""));
        if (!variable.matches()) {
            return " " + otherwise;
        }
        String value = variable.group(2).isEmpty() ? "none" : "`" + variable.group(2) + "`";
        return "`" + variable.group(1) + "` " + value;
    }

    private static String kebab(String name) {
        return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }

    private static Properties properties() {
        var properties = new Properties();
        try (Reader file = Files.newBufferedReader(Path.of("src/main/resources/application.properties"))) {
            properties.load(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return properties;
    }

    private static String readme() throws IOException {
        return Files.readString(Path.of("README.md"));
    }
}
