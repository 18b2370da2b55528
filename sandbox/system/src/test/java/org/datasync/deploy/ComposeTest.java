package org.datasync.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.datasync.contracts.Topics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComposeTest {
    static List<String> services() {
        return Deployment.SERVICES;
    }

    @ParameterizedTest
    @MethodSource("services")
    void aServiceIsBuiltFromItsDirectoryAndGetsOnlyVariablesThatItReads(String service) {
        JsonNode definition = Deployment.compose().path("services").path(service);
        Set<String> given = new TreeSet<>();
        definition.path("environment").fieldNames().forEachRemaining(given::add);
        // Merge keys are kept as they are by the parser: the shared variables count for every service.
        given.remove("<<");
        Deployment.compose().path("x-environment").fieldNames().forEachRemaining(given::add);

        assertThat(definition.path("build").asText()).isEqualTo(service);
        assertThat(Deployment.ROOT.resolve(service).resolve("Dockerfile")).exists();
        assertThat(Deployment.variables(service)).containsAll(given);
    }

    @ParameterizedTest
    @MethodSource("services")
    void theImageOpensThePortOfTheService(String service) throws IOException {
        List<String> lines = Files.readAllLines(Deployment.ROOT.resolve(service).resolve("Dockerfile"));
        String exposed = lines.stream()
                .filter(line -> line.startsWith("EXPOSE "))
                .findFirst()
                .orElseThrow()
                .substring("EXPOSE ".length());

        assertThat(Deployment.properties(service).getProperty("quarkus.http.port"))
                .contains(exposed);
        assertThat(lines).anyMatch(line -> line.startsWith("USER ") && !line.contains("root"));
    }

    @Test
    void everyServiceWaitsForTheTopicsAndTheDatabase() {
        List<String> names = new ArrayList<>();
        Deployment.compose().at("/x-service/depends_on").fieldNames().forEachRemaining(names::add);

        assertThat(names).containsExactlyInAnyOrder("database-ready", "topics");
    }

    @Test
    void theScriptCreatesEveryTopicAndItsDeadLetters(@TempDir Path directory) throws Exception {
        Path calls = directory.resolve("calls");
        Path tool = Files.writeString(directory.resolve("kafka-topics"), "#!/bin/sh\necho \"$@\" >> " + calls + "\n");
        assertThat(tool.toFile().setExecutable(true)).isTrue();
        Path kafka = Deployment.ROOT.resolve("deploy/kafka").toAbsolutePath();
        ProcessBuilder script = new ProcessBuilder(
                "bash",
                kafka.resolve("create-topics.sh").toString(),
                kafka.resolve("topics.yaml").toString());
        script.environment().put("KAFKA_TOPICS", tool.toString());
        script.environment().put("BOOTSTRAP_SERVERS", "broker:9092");

        int exit = script.redirectErrorStream(true)
                .redirectOutput(directory.resolve("output").toFile())
                .start()
                .waitFor();

        assertThat(exit).isZero();
        String created = Files.readString(calls);
        JsonNode topics = Deployment.yaml(kafka.resolve("topics.yaml")).path("topics");
        assertThat(topics).hasSize(Topics.ALL.size());
        for (JsonNode topic : topics) {
            String name = topic.path("name").asText();
            assertThat(created)
                    .contains("--topic " + name + " --partitions "
                            + topic.path("partitions").asText() + " ");
            topic.path("consumers").forEach(consumer -> assertThat(created)
                    .contains("--topic " + Topics.deadLetters(name, consumer.asText()) + " --partitions 1 "));
        }
    }
}
