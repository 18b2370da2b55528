package org.datasync.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the files of {@code deploy} and the services' own files say, as values to compare. */
final class Deployment {
    static final List<String> SERVICES =
            List.of("scheduler-service", "delta-service", "prospect2-connector", "notification-service");
    static final Path ROOT = Path.of("..", "..");
    static final Path KUBERNETES = ROOT.resolve("deploy/kubernetes/base");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9_.-]*)(:[^}]*)?}");
    private static final YAMLMapper YAML = new YAMLMapper();

    /** What every service reads without naming it: settings of the platform and of its identity provider. */
    private static final Set<String> COMMON = Set.of(
            "DATASYNC_PLATFORM_HOSTS",
            "QUARKUS_OIDC_AUTH_SERVER_URL",
            "QUARKUS_OIDC_CLIENT_ID",
            "QUARKUS_OIDC_CREDENTIALS_SECRET",
            "QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET");

    private Deployment() {}

    static Properties properties(String service) {
        Properties properties = new Properties();
        try (InputStream file =
                Files.newInputStream(ROOT.resolve(service).resolve("src/main/resources/application.properties"))) {
            properties.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }

    /** Names of the environment variables that a service reads, properties by their alias. */
    static Set<String> variables(String service) {
        Set<String> names = new TreeSet<>(COMMON);
        properties(service).values().forEach(value -> {
            Matcher matcher = VARIABLE.matcher(value.toString());
            while (matcher.find()) {
                names.add(matcher.group(1).toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
            }
        });
        return names;
    }

    static JsonNode yaml(Path file) {
        try {
            return YAML.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All documents of a file. */
    static List<JsonNode> documents(Path file) {
        try (var documents =
                YAML.readerFor(JsonNode.class).<JsonNode>readValues(new YAMLFactory().createParser(file.toFile()))) {
            List<JsonNode> all = new ArrayList<>();
            documents.forEachRemaining(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode compose() {
        return yaml(ROOT.resolve("docker-compose.yml"));
    }

    /** The container of a service's Deployment. */
    static JsonNode container(String service) {
        return documents(KUBERNETES.resolve(service + ".yaml")).stream()
                .filter(document -> document.path("kind").asText().equals("Deployment"))
                .findFirst()
                .orElseThrow()
                .at("/spec/template/spec/containers/0");
    }
}
