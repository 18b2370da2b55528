package org.datasync.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.datasync.delta.world.Configs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DeltaConfigTest {
    private static final Path README = Path.of("README.md");
    private final DeltaConfig config = Configs.of();

    @Test
    void workIsDoneByFewThreadsAndTriedSomeTimes() {
        assertThat(config.workers()).isEqualTo(3);
        assertThat(config.interval()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.attempts()).isEqualTo(5);
        assertThat(config.attemptPause()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.publishing().chunk()).isEqualTo(5000);
        assertThat(config.publishing().acknowledgement()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void objectsAreCalledAsInTheScriptForTheDatabase() {
        assertThat(config.tables().prefix()).isEqualTo("dbo.LT_P2_");
        assertThat(config.tables().listContents()).isEqualTo("dbo.LT_P2_LIST_CONTENTS");
        assertThat(config.tables().views()).isEqualTo("dbo.LV_P2_");
        assertThat(config.tables().tessitura()).isEqualTo("dbo.");
    }

    @Test
    void aListIsGeneratedByAProcedureWithinTenMinutes() {
        assertThat(config.generation().way()).isEqualTo(DeltaConfig.Way.PROCEDURE);
        assertThat(config.generation().procedure()).isEqualTo("dbo.LP_P2_GENERATE_LIST");
        assertThat(config.generation().timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.generation().quietTime()).isEqualTo(Duration.ofMinutes(10));
        assertThat(config.generation().countPause()).isEqualTo(Duration.ofMillis(500));
        assertThat(config.generation().attempts()).isEqualTo(3);
        assertThat(config.generation().rest().connectTimeout()).isEqualTo(Duration.ofSeconds(10));
        assertThat(config.generation().rest().url()).isEmpty();
        assertThat(config.generation().rest().user()).isEmpty();
        assertThat(config.generation().rest().password()).isEmpty();
    }

    @Test
    void changesAreReadOnceAMinuteAndBehindTheRepeatedHour() {
        assertThat(config.changes().interval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(config.changes().overlap()).isEqualTo(Duration.ofHours(2));
        assertThat(config.changes().ignoredTables())
                .containsExactly("TX_CONTACT_POINT_PURPOSE", "T_CUST_RANK", "TX_CUST_CONTACT_PERM_TYPE", "T_EADDRESS");
        assertThat(config.changes().membershipAudit()).isTrue();
    }

    @Test
    void settingsOfTessituraAreCalledAsInTheProduct() {
        assertThat(config.settings().organization()).isEqualTo(Optional.empty());
        assertThat(config.settings().global()).isEqualTo("Impresario");
        assertThat(config.settings().trackChanges()).isEqualTo("P2DSTrackChanges");
        assertThat(config.settings().contactPermissionType()).isEqualTo("P2ContactPermissionType");
        assertThat(config.settings().acceptingAnswer()).isEqualTo("Y");
    }

    @Test
    void runsAreRememberedLongerThanAnyTopicKeepsRecords() {
        assertThat(config.topicRetention()).isEqualTo(Duration.ofDays(14));
        assertThat(config.retention().plans()).isEqualTo(Duration.ofDays(30));
        assertThat(config.retention().runs()).isEqualTo(Duration.ofDays(90));
        assertThat(config.retention().changes()).isEqualTo(Duration.ofDays(7));
        assertThat(config.previews().kept()).isEqualTo(Duration.ofHours(1));
    }

    @ParameterizedTest
    @MethodSource("namesOfObjects")
    void namesOfObjectsCannotCarryStatements(Method name) {
        String allowed =
                name.getAnnotation(jakarta.validation.constraints.Pattern.class).regexp();

        assertThat("dbo.").matches(allowed);
        assertThat("dbo.x; DROP TABLE y").doesNotMatch(allowed);
        assertThat("dbo.x'--").doesNotMatch(allowed);
    }

    static Stream<Method> namesOfObjects() throws NoSuchMethodException {
        return Stream.concat(
                Stream.of(DeltaConfig.Tables.class.getDeclaredMethods()),
                Stream.of(DeltaConfig.Generation.class.getDeclaredMethod("procedure")));
    }

    @Test
    void aWayToGenerateThatDoesNotExistIsRefusedAtStart() {
        assertThatThrownBy(() -> Configs.of("generation.way", "MAGIC")).hasMessageContaining("MAGIC");
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyNameIsInTheReadme(String name) throws IOException {
        assertThat(documented()).contains(name);
    }

    @Test
    void theReadmeKnowsNoOtherNames() throws IOException {
        assertThat(documented()).containsExactlyInAnyOrderElementsOf(names());
    }

    static List<String> names() {
        List<String> names = new ArrayList<>();
        collect(DeltaConfig.class, "datasync.delta", names);
        return names;
    }

    private static void collect(Class<?> group, String prefix, List<String> names) {
        for (Method method : group.getDeclaredMethods()) {
            String name =
                    prefix + "." + method.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            if (method.getReturnType().isInterface()
                    && method.getReturnType().getEnclosingClass() == DeltaConfig.class) {
                collect(method.getReturnType(), name, names);
            } else {
                names.add(name);
            }
        }
    }

    /** Names in the first column of the README's table; {@code .other} continues the name before it. */
    private static List<String> documented() throws IOException {
        List<String> names = new ArrayList<>();
        Pattern quoted = Pattern.compile("`([^`]+)`");
        for (String line : Files.readAllLines(README)) {
            if (line.startsWith("| `datasync.delta.")) {
                String first = "";
                Matcher matcher = quoted.matcher(line.split("\\|")[1]);
                while (matcher.find()) {
                    String name = matcher.group(1);
                    first = first.isEmpty() ? name : first;
                    names.add(name.startsWith(".") ? first.substring(0, first.lastIndexOf('.')) + name : name);
                }
            }
        }
        return names;
    }
}
