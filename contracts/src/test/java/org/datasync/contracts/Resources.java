package org.datasync.contracts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Files on the class path. */
final class Resources {
    private static final ObjectMapper JSON = new JsonMapper();
    private static final ObjectMapper YAML = new YAMLMapper();

    private Resources() {}

    static <T> T json(String resource, Class<T> type) {
        return read(JSON, path(resource), type);
    }

    static JsonNode yaml(String resource) {
        return read(YAML, path(resource), JsonNode.class);
    }

    /** All files of a folder by their path in it without the suffix. */
    static Map<String, JsonNode> json(String folder, String suffix) {
        Path root = path(folder);
        Map<String, JsonNode> files = new TreeMap<>();
        for (Path file : files(root)) {
            String name = root.relativize(file).toString().replace('\\', '/');
            files.put(name.substring(0, name.length() - suffix.length()), read(JSON, file, JsonNode.class));
        }
        return files;
    }

    static List<Path> files(Path root) {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static <T> T read(ObjectMapper mapper, Path file, Class<T> type) {
        try {
            return mapper.readValue(file.toFile(), type);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static Path path(String resource) {
        URL url = Resources.class.getResource("/" + resource);
        if (url == null) {
            throw new AssertionError(resource + " is not on the class path");
        }
        try {
            return Path.of(url.toURI());
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }
}
