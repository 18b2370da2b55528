package org.datasync.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class EvolutionTest {
    private static final Evolution RELEASED = new Evolution(
            Map.of(
                    "a/v1/Fact", new Shape(Map.of("id", required("string"), "note", optional("string")), null),
                    "a/v1/State", new Shape(null, Set.of("OPEN", "CLOSED"))),
            Map.of("a/v1/Fact", Set.of("oldName"), "a/v1/State", Set.of("HALF_OPEN")));

    @Test
    void todaysRecordsAreCompatibleWithWhatWasReleased() {
        assertThat(Evolution.released().violations(JavaShapes.ALL)).isEmpty();
    }

    @Test
    void newOptionalFieldsValuesAndTypesAreAllowed() {
        Map<String, Shape> today = new TreeMap<>(RELEASED.shapes());
        today.put("a/v1/Fact", fact("id", required("string"), "note", optional("string"), "more", optional("string")));
        today.put("a/v1/State", new Shape(null, Set.of("OPEN", "CLOSED", "AJAR")));
        today.put("a/v1/Other", fact("id", required("string")));

        assertThat(RELEASED.violations(today)).isEmpty();
    }

    @Test
    void aRemovedOrRetypedFieldIsRefused() {
        assertThat(violations(fact("id", required("integer int32"))))
                .containsExactly("a/v1/Fact.id was string and is integer int32", "a/v1/Fact.note was removed");
    }

    @Test
    void aChangeBetweenRequiredAndOptionalIsRefused() {
        assertThat(violations(fact("id", optional("string"), "note", required("string"))))
                .containsExactly("a/v1/Fact.id is optional now", "a/v1/Fact.note is required now");
    }

    @Test
    void aNewRequiredFieldIsRefused() {
        assertThat(violations(fact("id", required("string"), "note", optional("string"), "more", required("string"))))
                .containsExactly("a/v1/Fact.more is new and required");
    }

    @Test
    void aReservedNameDoesNotComeBack() {
        assertThat(violations(
                        fact("id", required("string"), "note", optional("string"), "oldName", optional("string"))))
                .containsExactly("a/v1/Fact.oldName is reserved");
    }

    @Test
    void aRemovedOrReservedValueIsRefused() {
        Map<String, Shape> today = new TreeMap<>(RELEASED.shapes());
        today.put("a/v1/State", new Shape(null, Set.of("OPEN", "HALF_OPEN")));

        assertThat(RELEASED.violations(today))
                .containsExactly("a/v1/State.CLOSED was removed", "a/v1/State.HALF_OPEN is reserved");
    }

    @Test
    void aRemovedTypeIsRefused() {
        Map<String, Shape> today = new TreeMap<>(RELEASED.shapes());
        today.remove("a/v1/State");

        assertThat(RELEASED.violations(today)).containsExactly("a/v1/State was removed");
    }

    private static Iterable<String> violations(Shape fact) {
        Map<String, Shape> today = new TreeMap<>(RELEASED.shapes());
        today.put("a/v1/Fact", fact);
        return RELEASED.violations(today);
    }

    private static Shape fact(Object... namesAndFields) {
        Map<String, Shape.Field> fields = new TreeMap<>();
        for (int i = 0; i < namesAndFields.length; i += 2) {
            fields.put((String) namesAndFields[i], (Shape.Field) namesAndFields[i + 1]);
        }
        return new Shape(fields, null);
    }

    private static Shape.Field required(String type) {
        return new Shape.Field(type, true);
    }

    private static Shape.Field optional(String type) {
        return new Shape.Field(type, false);
    }
}
