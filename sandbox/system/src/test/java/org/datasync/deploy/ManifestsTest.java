package org.datasync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;
import java.beans.BeanInfo;
import java.beans.Introspector;
import java.beans.PropertyDescriptor;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ManifestsTest {
    static Stream<Path> manifests() throws IOException {
        Stream<Path> base = Files.list(Deployment.KUBERNETES);
        return Stream.concat(base, Stream.of(Deployment.ROOT.resolve("deploy/kafka/topics-job.yaml")))
                .filter(file -> !file.endsWith("kustomization.yaml"))
                .sorted();
    }

    static List<String> services() {
        return Deployment.SERVICES;
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aManifestHasNoFieldThatKubernetesDoesNotKnow(Path manifest) throws Exception {
        Object parsed = new KubernetesSerialization().unmarshal(Files.readString(manifest));

        List<String> unknown = new ArrayList<>();
        walk(parsed, manifest.getFileName().toString(), unknown);
        assertThat(unknown).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceGetsOnlyVariablesThatItReads(String service) {
        assertThat(Deployment.variables(service)).containsAll(variables(service));
    }

    @ParameterizedTest
    @MethodSource("services")
    void theReferencedConfigurationExistsAndSecretsAreOnlyReferenced(String service) {
        JsonNode configuration = Deployment.yaml(Deployment.KUBERNETES.resolve("configuration.yaml"))
                .path("data");
        for (JsonNode variable : Deployment.container(service).path("env")) {
            JsonNode source = variable.path("valueFrom");
            if (source.has("configMapKeyRef")) {
                assertThat(configuration.has(source.at("/configMapKeyRef/key").asText()))
                        .as(variable.path("name").asText())
                        .isTrue();
            } else {
                assertThat(source.at("/secretKeyRef/name").asText())
                        .as(variable.path("name").asText())
                        .startsWith("datasync-");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("services")
    void portAndProbesAreThoseOfTheService(String service) {
        JsonNode container = Deployment.container(service);
        String port = Deployment.properties(service).getProperty("quarkus.http.port");

        assertThat(port).contains(container.at("/ports/0/containerPort").asText());
        assertThat(container.at("/startupProbe/httpGet/path").asText()).isEqualTo("/q/health/started");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        assertThat(container.at("/resources/limits/memory").asText()).isNotEmpty();
    }

    @Test
    void theBaseListsEveryManifestAndRendersWhereKubectlIsPresent() throws Exception {
        Set<String> listed = new TreeSet<>();
        Deployment.yaml(Deployment.KUBERNETES.resolve("kustomization.yaml"))
                .path("resources")
                .forEach(resource -> listed.add(resource.asText()));
        Set<String> files = new TreeSet<>(Set.of("../../kafka"));
        try (Stream<Path> base = Files.list(Deployment.KUBERNETES)) {
            base.map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("kustomization.yaml"))
                    .forEach(files::add);
        }

        assertThat(listed).isEqualTo(files);
        if (onPath("kubectl")) {
            assertThat(render()).contains("name: scheduler-service").contains("kind: Job");
        }
    }

    private static Set<String> variables(String service) {
        Set<String> names = new TreeSet<>();
        Deployment.container(service)
                .path("env")
                .forEach(variable -> names.add(variable.path("name").asText()));
        return names;
    }

    private static String render() throws IOException, InterruptedException {
        Process kustomize = new ProcessBuilder("kubectl", "kustomize", Deployment.KUBERNETES.toString())
                .redirectErrorStream(true)
                .start();
        String output = new String(kustomize.getInputStream().readAllBytes());
        assertThat(kustomize.waitFor()).as(output).isZero();
        return output;
    }

    private static boolean onPath(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The model keeps fields it does not know apart: each of them is a misspelling. */
    private static void walk(Object value, String path, List<String> unknown) throws ReflectiveOperationException {
        if (value instanceof Collection<?> items) {
            for (Object item : items) {
                walk(item, path + "[]", unknown);
            }
            return;
        }
        if (value == null || !value.getClass().getPackageName().startsWith("io.fabric8.kubernetes.api.model")) {
            return;
        }
        for (PropertyDescriptor property : properties(value.getClass())) {
            if (property.getReadMethod() == null || property.getName().equals("class")) {
                continue;
            }
            Object child = property.getReadMethod().invoke(value);
            if (property.getName().equals("additionalProperties")) {
                ((Map<?, ?>) child).keySet().forEach(name -> unknown.add(path + "." + name));
            } else {
                walk(child, path + "." + property.getName(), unknown);
            }
        }
    }

    private static PropertyDescriptor[] properties(Class<?> type) {
        try {
            BeanInfo bean = Introspector.getBeanInfo(type);
            return bean.getPropertyDescriptors();
        } catch (java.beans.IntrospectionException e) {
            throw new IllegalStateException(e);
        }
    }
}
