package org.datasync.scheduler.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.datasync.contracts.sync.v1.Recipient;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.platform.problem.FieldError;
import org.datasync.scheduler.request.JsonBody;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DefinitionReaderTest {
    private static final String DAILY = "{\"frequency\":\"DAILY\",\"timeOfDay\":\"06:00\"}";
    private final DefinitionReader reader = new DefinitionReader(ZoneId.of("America/New_York"), Set.of("example.org"));

    /** One refusal for every rule: the changed part of a good definition, and the field that is named. */
    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of("\"description\":null", "description"),
                Arguments.of("\"description\":\"  \"", "description"),
                Arguments.of("\"description\":7", "description"),
                Arguments.of("\"description\":\"%s\"".formatted("x".repeat(501)), "description"),
                Arguments.of("\"description\":\"two\\nlines\"", "description"),
                Arguments.of("\"description\":\"half a \\ud83d\"", "description"),
                Arguments.of("\"listNo\":null", "listNo"),
                Arguments.of("\"listNo\":0", "listNo"),
                Arguments.of("\"listNo\":1.5", "listNo"),
                Arguments.of("\"listNo\":\"101\"", "listNo"),
                Arguments.of("\"listNo\":99999999999", "listNo"),
                Arguments.of("\"tag\":null", "tag"),
                Arguments.of("\"tag\":\"7\"", "tag"),
                Arguments.of("\"tag\":{}", "tag.id"),
                Arguments.of("\"tag\":{\"id\":7}", "tag.id"),
                Arguments.of("\"tag\":{\"id\":\"7\",\"name\":7}", "tag.name"),
                Arguments.of("\"tag\":{\"id\":\"7\",\"colour\":\"red\"}", "tag.colour"),
                Arguments.of("\"tag\":{\"id\":\"%s\"}".formatted("7".repeat(101)), "tag.id"),
                Arguments.of("\"tag\":{\"id\":\"7\",\"name\":\"%s\"}".formatted("x".repeat(301)), "tag.name"),
                Arguments.of("\"jobType\":\"UNKNOWN\"", "jobType"),
                Arguments.of("\"jobType\":1", "jobType"),
                Arguments.of("\"processing\":[]", "processing"),
                Arguments.of("\"processing\":{\"triggerWebhooks\":\"yes\"}", "processing.triggerWebhooks"),
                Arguments.of(
                        "\"processing\":{\"triggerWebhooks\":true,\"triggerAutomations\":false}",
                        "processing.triggerAutomations"),
                Arguments.of(
                        "\"processing\":{\"triggerWebhooks\":true,\"automationsOnFirstRun\":false}",
                        "processing.automationsOnFirstRun"),
                Arguments.of("\"processing\":{\"webhooks\":true}", "processing.webhooks"),
                Arguments.of("\"filters\":{\"contactPointPurposes\":3}", "filters.contactPointPurposes"),
                Arguments.of("\"filters\":{\"contactPointPurposes\":[\"3\"]}", "filters.contactPointPurposes[0]"),
                Arguments.of("\"filters\":{\"eaddressTypes\":[1,null]}", "filters.eaddressTypes[1]"),
                Arguments.of("\"filters\":{\"primaryOnly\":1}", "filters.primaryOnly"),
                Arguments.of("\"filters\":{\"primary\":true}", "filters.primary"),
                Arguments.of(
                        "\"filters\":{\"eaddressTypes\":[%s1]}".formatted("1,".repeat(500)), "filters.eaddressTypes"),
                Arguments.of("\"filters\":{\"contactPointPurposes\":[2147483648]}", "filters.contactPointPurposes[0]"),
                Arguments.of(zoned("\"UTC+3\""), "schedule.zone"),
                Arguments.of(zoned("\"america/new_york\""), "schedule.zone"),
                Arguments.of(zoned("\"+02:00\""), "schedule.zone"),
                Arguments.of(zoned("7"), "schedule.zone"),
                Arguments.of(
                        "\"schedule\":{\"frequency\":\"CUSTOM\",\"timesOfDay\":[%s\"06:00\"]}"
                                .formatted("\"06:00\",".repeat(96)),
                        "schedule.timesOfDay"),
                Arguments.of("\"notify\":[%s{}]".formatted("{},".repeat(1000)), "notify"),
                Arguments.of("\"schedule\":null", "schedule"),
                Arguments.of("\"schedule\":\"daily\"", "schedule"),
                Arguments.of("\"schedule\":{}", "schedule.frequency"),
                Arguments.of("\"schedule\":{\"frequency\":\"HOURLY\"}", "schedule.frequency"),
                Arguments.of("\"schedule\":{\"frequency\":\"DAILY\"}", "schedule.timeOfDay"),
                Arguments.of("\"schedule\":{\"frequency\":\"DAILY\",\"timeOfDay\":\"24:00\"}", "schedule.timeOfDay"),
                Arguments.of("\"schedule\":{\"frequency\":\"DAILY\",\"timeOfDay\":\"6:00\"}", "schedule.timeOfDay"),
                Arguments.of(
                        "\"schedule\":{\"frequency\":\"DAILY\",\"timeOfDay\":\"06:00\",\"dayOfMonth\":1}",
                        "schedule.dayOfMonth"),
                Arguments.of(
                        "\"schedule\":{\"frequency\":\"DAILY\",\"timeOfDay\":\"06:00\",\"zone\":\"EST5\"}",
                        "schedule.zone"),
                Arguments.of(
                        "\"schedule\":{\"frequency\":\"DAILY\",\"timeOfDay\":\"06:00\",\"hour\":1}", "schedule.hour"),
                Arguments.of(
                        "\"schedule\":{\"frequency\":\"MULTI_DAILY\",\"startAt\":\"06:00\"}", "schedule.everyMinutes"),
                Arguments.of("\"schedule\":{\"frequency\":\"MULTI_DAILY\",\"everyMinutes\":15}", "schedule.startAt"),
                Arguments.of(multiDaily("10", "22:00"), "schedule.everyMinutes"),
                Arguments.of(multiDaily("17", "22:00"), "schedule.everyMinutes"),
                Arguments.of(multiDaily("1445", "22:00"), "schedule.everyMinutes"),
                Arguments.of(multiDaily("\"15\"", "22:00"), "schedule.everyMinutes"),
                Arguments.of(multiDaily("15", "25:00"), "schedule.endAt"),
                Arguments.of(multiDaily("15", "05:59"), "schedule.endAt"),
                Arguments.of("\"schedule\":{\"frequency\":\"CUSTOM\"}", "schedule.timesOfDay"),
                Arguments.of("\"schedule\":{\"frequency\":\"CUSTOM\",\"timesOfDay\":[]}", "schedule.timesOfDay"),
                Arguments.of(
                        "\"schedule\":{\"frequency\":\"CUSTOM\",\"timesOfDay\":[\"06:00\",\"x\"]}",
                        "schedule.timesOfDay[1]"),
                Arguments.of("\"schedule\":{\"frequency\":\"WEEKLY\",\"timeOfDay\":\"06:00\"}", "schedule.dayOfWeek"),
                Arguments.of(
                        "\"schedule\":{\"frequency\":\"WEEKLY\",\"timeOfDay\":\"06:00\",\"dayOfWeek\":\"Mon\"}",
                        "schedule.dayOfWeek"),
                Arguments.of("\"schedule\":{\"frequency\":\"MONTHLY\",\"timeOfDay\":\"06:00\"}", "schedule.dayOfMonth"),
                Arguments.of(
                        "\"schedule\":{\"frequency\":\"MONTHLY\",\"timeOfDay\":\"06:00\",\"dayOfMonth\":32}",
                        "schedule.dayOfMonth"),
                Arguments.of("\"notify\":\"a@example.org\"", "notify"),
                Arguments.of("\"notify\":[\"a@example.org\"]", "notify[0]"),
                Arguments.of("\"notify\":[{}]", "notify[0].address"),
                Arguments.of("\"notify\":[{\"address\":\"a b@example.org\"}]", "notify[0].address"),
                Arguments.of(
                        "\"notify\":[{\"address\":\"%s@example.org\"}]".formatted("a".repeat(250)),
                        "notify[0].address"),
                Arguments.of("\"notify\":[{\"address\":\"a@example.org\",\"name\":\"A\"}]", "notify[0].name"),
                Arguments.of("\"guard\":{\"maxAddPercent\":1000001}", "guard.maxAddPercent"),
                Arguments.of("\"guard\":{\"maxPercent\":1}", "guard.maxPercent"),
                Arguments.of("\"guard\":true", "guard"),
                Arguments.of("\"filters\":[]", "filters"),
                Arguments.of("\"filters\":{\"ignoreContactPermissions\":\"no\"}", "filters.ignoreContactPermissions"),
                Arguments.of("\"notify\":[{\"address\":\"a@example\"}]", "notify[0].address"),
                Arguments.of("\"notify\":[{\"address\":\"a@elsewhere.org\"}]", "notify[0].address"),
                Arguments.of("\"notify\":[{\"address\":\"a@example.org\",\"when\":\"SOMETIMES\"}]", "notify[0].when"),
                Arguments.of("\"guard\":{\"enabled\":\"no\"}", "guard.enabled"),
                Arguments.of("\"guard\":{\"maxRemovePercent\":101}", "guard.maxRemovePercent"),
                Arguments.of("\"guard\":{\"maxAddPercent\":-1}", "guard.maxAddPercent"),
                Arguments.of("\"guard\":{\"minConstituents\":-1}", "guard.minConstituents"),
                Arguments.of("\"followAddressChanges\":\"true\"", "followAddressChanges"),
                Arguments.of("\"followAdressChanges\":true", "followAdressChanges"));
    }

    private static String zoned(String zone) {
        return "\"schedule\":{\"frequency\":\"DAILY\",\"timeOfDay\":\"06:00\",\"zone\":%s}".formatted(zone);
    }

    private static String multiDaily(String everyMinutes, String endAt) {
        return "\"schedule\":{\"frequency\":\"MULTI_DAILY\",\"startAt\":\"06:00\",\"everyMinutes\":%s,\"endAt\":\"%s\"}"
                .formatted(everyMinutes, endAt);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void everyRuleNamesItsField(String changed, String field) {
        var result = reader.read(JsonBody.required(bytes(with(changed))));

        assertThat(result.errors()).extracting(FieldError::field).containsExactly(field);
    }

    @Test
    void aGoodDefinitionHasNoProblems() {
        var result = reader.read(JsonBody.required(bytes(with(multiDaily("15", "06:00")))));

        assertThat(result.errors()).isEmpty();
        assertThat(result.definition().orElseThrow().schedule().zone()).isEqualTo("America/New_York");
    }

    @Test
    void automationsOnTheFirstRunFollowTheOtherRunsUnlessSaid() {
        assertThat(read("\"processing\":{\"triggerAutomations\":false}")
                        .processing()
                        .automationsOnFirstRun())
                .isFalse();
        assertThat(read("\"processing\":{}").processing().automationsOnFirstRun())
                .isTrue();
    }

    @Test
    void ofTwoWishesForOneAddressTheLastOneHolds() {
        var recipients =
                read("\"notify\":[{\"address\":\"A@example.org\"},{\"address\":\"a@EXAMPLE.org\",\"when\":\"PROBLEMS\"}]")
                        .recipients();

        assertThat(recipients).containsExactly(new Recipient("a@EXAMPLE.org", Recipient.When.PROBLEMS));
    }

    @Test
    void repeatedFiltersAndTimesCountOnce() {
        assertThat(read("\"filters\":{\"eaddressTypes\":[2,1,2]}").filters().eaddressTypes())
                .isEqualTo(List.of(2, 1));
        assertThat(read("\"schedule\":{\"frequency\":\"CUSTOM\",\"timesOfDay\":[\"18:00\",\"06:00\",\"18:00\"]}")
                        .schedule()
                        .timesOfDay())
                .isEqualTo(List.of("06:00", "18:00"));
    }

    private SyncDefinition read(String changed) {
        return reader.read(JsonBody.required(bytes(with(changed)))).definition().orElseThrow();
    }

    private static String with(String changed) {
        StringBuilder json = new StringBuilder("{").append(changed);
        Stream.of(
                        "\"description\":\"Members\"",
                        "\"listNo\":101",
                        "\"tag\":{\"id\":\"7\",\"name\":\"Tag 7\"}",
                        "\"schedule\":" + DAILY)
                .filter(part -> !changed.startsWith(part.substring(0, part.indexOf(':') + 1)))
                .forEach(part -> json.append(',').append(part));
        return json.append('}').toString();
    }

    private static byte[] bytes(String json) {
        return json.getBytes(StandardCharsets.UTF_8);
    }
}
