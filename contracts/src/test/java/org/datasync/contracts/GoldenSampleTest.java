package org.datasync.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import org.datasync.contracts.GoldenSample.Place;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.run.v1.RunFinished;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoldenSampleTest {

    @ParameterizedTest
    @MethodSource("org.datasync.contracts.GoldenSample#all")
    void isReadAndWrittenAsTheSameJson(GoldenSample sample) throws IOException {
        byte[] written = EventJson.write(sample.event());

        assertThat(new JsonMapper().readTree(written)).isEqualTo(sample.json());
    }

    @ParameterizedTest
    @MethodSource("org.datasync.contracts.GoldenSample#all")
    void fitsItsSchema(GoldenSample sample) {
        assertThat(Schemas.errors(sample.type(), sample.json())).isEmpty();
    }

    @Test
    void everyFieldOfEveryRecordIsInOne() {
        Set<String> expected = new TreeSet<>();
        JavaShapes.ALL.forEach(
                (path, shape) -> shape.fields().keySet().forEach(field -> expected.add(path + "." + field)));

        Set<String> seen = new TreeSet<>();
        GoldenSample.all()
                .flatMap(sample -> sample.places().stream())
                .filter(Place::isField)
                .forEach(place -> seen.add(place.owner() + "." + place.field()));

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void everyValueOfEveryEnumerationThatIsSentIsInOne() {
        Set<String> expected = new TreeSet<>();
        JavaShapes.ALL.forEach((path, shape) -> shape.values().forEach(value -> expected.add(path + "." + value)));
        expected.removeIf(value -> value.endsWith(".UNKNOWN") && !value.equals("tagging/v1/Outcome.UNKNOWN"));

        Set<String> seen = new TreeSet<>();
        GoldenSample.all().forEach(sample -> sample.places().stream()
                .filter(Place::isEnumeration)
                .forEach(place -> seen.add(
                        place.type() + "." + sample.json().at(place.pointer()).asText())));

        assertThat(seen).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("org.datasync.contracts.GoldenSample#all")
    void itsBooksBalance(GoldenSample sample) throws IOException {
        Event event = sample.event();

        if (event instanceof DeltaComputed computed && computed.counts() != null) {
            assertThat(computed.counts().balanced()).isTrue();
        }
        if (event instanceof RunFinished finished && finished.counts() != null) {
            assertThat(finished.counts().tag().balanced()).isTrue();
            assertThat(finished.counts().update().balanced()).isTrue();
            assertThat(finished.counts().untag().balanced()).isTrue();
        }
    }
}
