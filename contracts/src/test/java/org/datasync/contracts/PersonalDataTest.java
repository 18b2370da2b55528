package org.datasync.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a log line would show of an event. */
class PersonalDataTest {
    private static final Set<String> NAMES = Set.of("firstName", "lastName", "by");

    @ParameterizedTest
    @MethodSource("org.datasync.contracts.GoldenSample#all")
    void noRecordShowsAnAddressOrAName(GoldenSample sample) throws IOException {
        String shown = sample.event().toString();

        assertThat(shown).doesNotContain("@");
        assertThat(personalValues(sample)).allSatisfy(value -> assertThat(shown).doesNotContain(value));
    }

    private static List<String> personalValues(GoldenSample sample) {
        Stream<String> names = sample.places().stream()
                .filter(place -> place.isField() && NAMES.contains(place.field()))
                .map(place -> sample.json().at(place.pointer()).asText());
        Stream<String> fields = sample.json()
                .at("/profile/fields")
                .valueStream()
                .map(JsonNode::asText)
                .filter(value ->
                        !value.equals(sample.json().path("constituentNo").asText()));
        return Stream.concat(names, fields).toList();
    }
}
