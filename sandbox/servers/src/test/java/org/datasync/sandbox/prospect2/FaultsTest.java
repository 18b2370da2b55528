package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FaultsTest {
    private final Faults faults = new Faults();

    @Test
    void aFaultWithoutFurtherWordsHitsTheNextRequestOnce() {
        arm("{\"kind\":\"STATUS\"}");

        assertThat(faults.onRequest("GET /tags"))
                .get()
                .extracting(Fault::status)
                .isEqualTo(503);
        assertThat(faults.onRequest("GET /tags")).isEmpty();
    }

    @Test
    void routesAreMatchedExactlyOrByMethodOrAll() {
        arm("{\"kind\":\"STATUS\",\"route\":\"DELETE /contactTags/{id}\"}");
        assertThat(faults.onRequest("DELETE /tags/{id}")).isEmpty();
        assertThat(faults.onRequest("DELETE /contactTags/{id}")).isPresent();

        arm("{\"kind\":\"STATUS\",\"route\":\"GET *\"}");
        assertThat(faults.onRequest("POST /tags")).isEmpty();
        assertThat(faults.onRequest("GET /tags")).isPresent();
    }

    @Test
    void someMayPassBeforeAndSeveralMayBeHit() {
        arm("{\"kind\":\"STATUS\",\"skip\":2,\"times\":2}");

        var hits = new StringBuilder();
        for (int i = 0; i < 6; i++) {
            hits.append(faults.onRequest("GET /tags").isPresent() ? 'x' : '-');
        }

        assertThat(hits).hasToString("--xx--");
    }

    @Test
    void zeroTimesMeansUntilItIsTakenAway() {
        arm("{\"kind\":\"RESET\",\"times\":0}");

        for (int i = 0; i < 10; i++) {
            assertThat(faults.onRequest("GET /tags")).isPresent();
        }
        faults.clear();
        assertThat(faults.onRequest("GET /tags")).isEmpty();
    }

    @Test
    void aShareOfTheRequestsIsHitTheSameEachTime() {
        var first = hitsOfAFifth(new Faults());

        assertThat(hitsOfAFifth(new Faults())).isEqualTo(first);
        assertThat(first.chars().filter(hit -> hit == 'x').count()).isBetween(170L, 230L);
        assertThatThrownBy(() -> arm("{\"kind\":\"RESET\",\"share\":1.5}"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static String hitsOfAFifth(Faults some) {
        some.add(Json.value(Json.parse("{\"kind\":\"RESET\",\"share\":0.2,\"seed\":7}"), Fault.class));
        var hits = new StringBuilder();
        for (int i = 0; i < 1_000; i++) {
            hits.append(some.onRequest("GET /tags").isPresent() ? 'x' : '-');
        }
        return hits.toString();
    }

    @Test
    void unknownNamesAreRefusedInsteadOfBeingIgnored() {
        assertThatThrownBy(() -> arm("{\"kind\":\"STATUS\",\"staus\":500}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("staus");
        assertThatThrownBy(() -> arm("{\"status\":500}")).isInstanceOf(IllegalArgumentException.class);
    }

    private void arm(String json) {
        faults.add(Json.value(Json.parse(json), Fault.class));
    }
}
