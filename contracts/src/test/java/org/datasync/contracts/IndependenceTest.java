package org.datasync.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** An outside subscriber gets the records and Jackson, nothing else. */
class IndependenceTest {
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?([\\w.]+);", Pattern.MULTILINE);

    @Test
    void theRecordsImportOnlyTheJdkAndJackson() throws IOException {
        List<Path> sources = Resources.files(Path.of("src/main/java"));

        TreeSet<String> imports = new TreeSet<>();
        for (Path source : sources) {
            IMPORT.matcher(Files.readString(source))
                    .results()
                    .map(match -> match.group(1))
                    .forEach(imports::add);
        }

        assertThat(imports)
                .isNotEmpty()
                .allMatch(name -> name.startsWith("java.")
                        || name.startsWith("com.fasterxml.jackson.")
                        || name.startsWith("org.datasync.contracts."));
    }

    @Test
    void theModuleBringsNothingButJacksonToASubscriber() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));

        List<String> brought = Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL)
                .matcher(pom)
                .results()
                .map(MatchResult::group)
                .filter(dependency -> !dependency.contains("<scope>test</scope>"))
                .toList();

        assertThat(brought).isNotEmpty().allMatch(dependency -> dependency.contains("<groupId>com.fasterxml.jackson."));
    }
}
