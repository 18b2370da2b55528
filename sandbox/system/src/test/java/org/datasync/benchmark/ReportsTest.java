package org.datasync.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The committed reports and the page that leads to them. */
class ReportsTest {
    private static final Path REPORTS = Path.of("..", "..", "deploy", "reports");
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)(?:#([^)]*))?\\)");
    /** A link to a report and the sections of it that are meant. */
    private static final Pattern SECTIONS = Pattern.compile("]\\(([a-z]+\\.md)\\)((?:, \\*[^*]+\\*)+)");

    private static final Pattern SECTION = Pattern.compile("\\*([^*]+)\\*");

    @Test
    void everyLinkLeadsToAPageAndAHeadingOnIt() throws IOException {
        for (Path page : pages()) {
            for (MatchResult link : matches(LINK, page)) {
                Path there = page.resolveSibling(link.group(1));
                assertThat(there).as("link of %s", page.getFileName()).exists();
                if (link.group(2) != null) {
                    assertThat(headings(there).keySet())
                            .as("anchors of %s", there)
                            .contains(link.group(2));
                }
            }
        }
    }

    @Test
    void theSectionsThatThePageNamesAreInTheReports() throws IOException {
        Path page = REPORTS.resolve("README.md");

        assertThat(matches(SECTIONS, page)).isNotEmpty().allSatisfy(named -> assertThat(
                        headings(page.resolveSibling(named.group(1))).values())
                .containsAll(SECTION.matcher(named.group(2))
                        .results()
                        .map(section -> section.group(1))
                        .toList()));
    }

    @Test
    void thePageLeadsToTheReportsOfAllThreeBenchmarks() throws IOException {
        assertThat(matches(LINK, REPORTS.resolve("README.md")))
                .extracting(link -> link.group(1))
                .contains("delta.md", "connector.md", "system.md");
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> files = Files.list(REPORTS)) {
            return files.filter(file -> file.toString().endsWith(".md")).toList();
        }
    }

    private static List<MatchResult> matches(Pattern pattern, Path page) throws IOException {
        return pattern.matcher(Files.readString(page)).results().toList();
    }

    /** By their anchors. */
    private static Map<String, String> headings(Path page) throws IOException {
        return Files.readAllLines(page).stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", ""))
                .collect(Collectors.toMap(ReportsTest::anchor, heading -> heading, (first, again) -> first));
    }

    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                .replace(' ', '-');
    }
}
