package org.datasync.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.smallrye.config.WithDefault;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of the README are those of the code. */
class ReadmeTest {
    private static final String README = read("README.md");
    private static final String PROPERTIES = read("src/main/resources/application.properties");

    @Test
    void everySettingIsListedWithItsDefault() {
        var settings = new TreeMap<String, String>();
        collect("", ConnectorConfig.class, settings);

        var listed = new TreeMap<String, String>();
        for (String row : rows("| setting |")) {
            String[] cells = row.split("\\|");
            names(cells[1])
                    .forEach(name -> listed.put(name, cells[2].replace("`", "").trim()));
        }

        assertThat(listed).isEqualTo(settings);
    }

    @Test
    void everyVariableOfTheEnvironmentIsListed() {
        Set<String> used = matches(PROPERTIES, "\\$\\{([A-Z][A-Z0-9_]+)");

        assertThat(firstCells("| variable |")).containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void everyTopicThatIsReadIsListed() {
        Set<String> read = matches(PROPERTIES, "(?m)^mp\\.messaging\\.incoming\\..*\\.topic=(.*)$");
        Set<String> listed = rows("| in |").stream()
                .flatMap(row -> shortened(row.split("\\|")[1]))
                .collect(Collectors.toSet());

        assertThat(listed).isEqualTo(read);
    }

    @Test
    void everyTableOfTheDatabaseIsListed() throws IOException {
        Set<String> made = new TreeSet<>();
        try (Stream<java.nio.file.Path> files = Files.list(java.nio.file.Path.of("src/main/resources/db/changelog"))) {
            files.forEach(file -> made.addAll(matches(read(file.toString()), "CREATE TABLE connector\\.(\\w+)")));
        }

        List<String> listed = new ArrayList<>(firstCells("| table |"));
        assertThat(listed).contains("outbox", "lease");
        listed.removeAll(List.of("outbox", "lease"));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(made);
    }

    @Test
    void everyRouteIsListed() {
        Set<String> routes = new TreeSet<>();
        for (JavaClass resource : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.datasync.connector")) {
            if (resource.isAnnotatedWith(Path.class)) {
                routes.addAll(routes(resource.reflect()));
            }
        }

        assertThat(firstCells("| call |").stream()
                        .map(route -> route.replaceAll("\\?.*", ""))
                        .collect(Collectors.toSet()))
                .isEqualTo(routes);
    }

    private static Set<String> routes(Class<?> resource) {
        String base = resource.getAnnotation(Path.class).value();
        Set<String> routes = new TreeSet<>();
        for (Method method : resource.getDeclaredMethods()) {
            Path path = method.getAnnotation(Path.class);
            String whole = base + (path == null ? "" : path.value());
            if (method.isAnnotationPresent(GET.class)) {
                routes.add("GET " + whole);
            }
            if (method.isAnnotationPresent(POST.class)) {
                routes.add("POST " + whole);
            }
        }
        return routes;
    }

    private static void collect(String prefix, Class<?> group, TreeMap<String, String> settings) {
        for (Method method : group.getDeclaredMethods()) {
            String name = prefix + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (method.getReturnType().getEnclosingClass() == ConnectorConfig.class) {
                collect(name + ".", method.getReturnType(), settings);
                continue;
            }
            WithDefault usual = method.getAnnotation(WithDefault.class);
            settings.put(name, usual == null ? "" : usual.value());
        }
    }

    /** {@code -removed.v1} stands for the name before it with another end. */
    private static Stream<String> shortened(String cell) {
        List<String> topics = new ArrayList<>();
        for (String name : names(cell)) {
            topics.add(
                    name.startsWith("-")
                            ? topics.get(0).substring(0, topics.get(0).lastIndexOf('-')) + name
                            : name);
        }
        return topics.stream();
    }

    private static List<String> firstCells(String heading) {
        return rows(heading).stream()
                .flatMap(row -> names(row.split("\\|")[1]).stream())
                .toList();
    }

    private static List<String> names(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map(result -> result.group(1))
                .toList();
    }

    /** The rows below this heading. */
    private static List<String> rows(String heading) {
        List<String> rows = README.lines()
                .dropWhile(line -> !line.startsWith(heading))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
        assertThat(rows).as(heading).isNotEmpty();
        return rows;
    }

    private static Set<String> matches(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String read(String file) {
        try {
            return Files.readString(java.nio.file.Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
