package org.datasync.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import org.datasync.contracts.GoldenSample.Place;
import org.datasync.contracts.delta.v1.ConstituentAdded;
import org.datasync.contracts.sync.v1.SyncDeleted;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What reading accepts and refuses, and that the schemas accept and refuse the same. */
class EventJsonTest {
    private static final JsonNode WRONG_TYPE =
            JsonNodeFactory.instance.arrayNode().add(JsonNodeFactory.instance.arrayNode());

    @ParameterizedTest
    @MethodSource("org.datasync.contracts.GoldenSample#all")
    void aMissingRequiredFieldIsRefusedByItsName(GoldenSample sample) {
        for (Place place : sample.places()) {
            if (place.isRequired()) {
                JsonNode without = sample.with(place.pointer(), null);

                assertThatExceptionOfType(UnreadableEventException.class)
                        .as(place.toString())
                        .isThrownBy(() -> sample.read(without))
                        .withMessageStartingWith(sample.type().getSimpleName())
                        .withMessageContaining("." + place.field() + " is missing");
                assertThat(Schemas.errors(sample.type(), without))
                        .as(place.toString())
                        .isNotEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.datasync.contracts.GoldenSample#all")
    void aRequiredFieldMayNotBeNull(GoldenSample sample) {
        for (Place place : sample.places()) {
            if (place.isRequired()) {
                JsonNode withNull = sample.with(place.pointer(), NullNode.instance);

                assertThatExceptionOfType(UnreadableEventException.class)
                        .as(place.toString())
                        .isThrownBy(() -> sample.read(withNull))
                        .withMessageContaining("." + place.field() + " is missing");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.datasync.contracts.GoldenSample#all")
    void anOptionalFieldMayBeMissing(GoldenSample sample) throws IOException {
        for (Place place : sample.places()) {
            if (place.isField() && !place.isRequired()) {
                JsonNode without = sample.with(place.pointer(), null);

                assertThat(sample.read(without)).as(place.toString()).isNotNull();
                assertThat(Schemas.errors(sample.type(), without))
                        .as(place.toString())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.datasync.contracts.GoldenSample#all")
    void aValueOfTheWrongTypeIsRefused(GoldenSample sample) {
        for (Place place : sample.places()) {
            JsonNode wrong = sample.with(place.pointer(), WRONG_TYPE);

            assertThatThrownBy(() -> sample.read(wrong))
                    .as(place.toString())
                    .isInstanceOf(UnreadableEventException.class);
            assertThat(Schemas.errors(sample.type(), wrong))
                    .as(place.toString())
                    .isNotEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("org.datasync.contracts.GoldenSample#all")
    void anUnknownFieldIsIgnored(GoldenSample sample) throws IOException {
        JsonNode withMore = sample.json().deepCopy();
        addEverywhere(withMore);

        Event event = sample.read(withMore);

        assertThat(event).isEqualTo(sample.event());
        assertThat(Schemas.errors(sample.type(), withMore)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("org.datasync.contracts.GoldenSample#all")
    void aValueOfALaterVersionIsReadAsUnknown(GoldenSample sample) throws IOException {
        for (Place place : sample.places()) {
            if (place.isEnumeration()) {
                JsonNode later = sample.with(place.pointer(), TextNode.valueOf("OF_A_LATER_VERSION"));

                Event event = sample.read(later);

                String expected = place.type().equals("sync/v1/Recipient#When") ? "EVERY_RUN" : "UNKNOWN";
                assertThat(new JsonMapper().readTree(EventJson.write(event)).at(place.pointer()))
                        .as(place.toString())
                        .isEqualTo(TextNode.valueOf(expected));
                assertThat(Schemas.errors(sample.type(), later))
                        .as(place.toString())
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "SyncDeleted",
                "{\"syncId\":1,\"at\":\"2026-11-24T11:00:00Z\"} 2",
                "{\"syncId\":\"1\",\"at\":\"2026-11-24T11:00:00Z\"}",
                "{\"syncId\":1.5,\"at\":\"2026-11-24T11:00:00Z\"}",
                "{\"syncId\":3000000000,\"at\":\"2026-11-24T11:00:00Z\"}",
                "{\"syncId\":1,\"at\":\"24.11.2026\"}"
            })
    void whatIsNoEventIsRefused(String bytes) {
        assertThatThrownBy(() -> EventJson.read(bytes.getBytes(UTF_8), SyncDeleted.class))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageStartingWith("SyncDeleted");
    }

    @Test
    void aNullInAListIsRefused() {
        GoldenSample sample = GoldenSample.of("delta/v1/ConstituentAdded");
        ObjectNode json = sample.json().deepCopy();
        json.putArray("addresses").addNull();

        assertThatThrownBy(() -> sample.read(json)).hasMessage("ConstituentAdded holds a null");
    }

    @Test
    void aRefusalSaysWhere() {
        GoldenSample sample = GoldenSample.of("delta/v1/ConstituentAdded-two-addresses");
        ObjectNode json = sample.json().deepCopy();
        ((ObjectNode) json.at("/addresses/1")).remove("address");

        assertThatThrownBy(() -> sample.read(json)).hasMessage("ConstituentAdded.addresses[1].address is missing");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"runId\":\"robin.sample@example.org\"}",
                "{\"syncId\":\"robin.sample@example.org\"}",
                "{\"profile\":\"robin.sample@example.org\"}",
                "{\"requestedAt\":\"robin.sample@example.org\"}",
                "robin.sample@example.org"
            })
    void aRefusalNeverQuotesTheBytes(String bytes) {
        Throwable refusal = catchThrowable(() -> EventJson.read(bytes.getBytes(UTF_8), ConstituentAdded.class));

        assertThat(refusal).hasNoCause();
        assertThat(refusal.toString()).doesNotContain("robin").doesNotContain("example");
    }

    private static void addEverywhere(JsonNode node) {
        node.forEach(EventJsonTest::addEverywhere);
        if (node instanceof ObjectNode object && !isCustomFields(object)) {
            object.putObject("addedLater").put("answer", 42);
        }
    }

    /** Names in {@code profile.fields} are data: there is no unknown one. */
    private static boolean isCustomFields(ObjectNode object) {
        return object.isEmpty() || object.has("CUSTOMER_NO");
    }
}
