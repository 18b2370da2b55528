package org.datasync.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Ids stand in receivers' tables: an id that changes is a record processed twice. */
class EventIdentityTest {

    @ParameterizedTest
    @CsvSource({
        "sync/v1/SyncRequested-scheduled,          sync-requested:RUN,           12",
        "sync/v1/SyncDeleted,                      sync-deleted:12,              12",
        "delta/v1/ConstituentAdded,                constituents-added:RUN:1,     20417",
        "delta/v1/ConstituentRemoved,              constituents-removed:RUN:41,  18002",
        "delta/v1/ConstituentChanged-audit,        constituents-changed:RUN:55,  17340",
        "delta/v1/DeltaComputed-computed,          delta-computed:RUN:COMPUTED,  12",
        "delta/v1/DeltaComputed-held,              delta-computed:RUN:HELD,      12",
        "tagging/v1/TagChangesSettled-entries,     tag-changes-settled:RUN:1,    12",
        "run/v1/RunDecided-republish,              run-decided:RUN:3,            12",
        "run/v1/RunHeld,                           run-held:RUN,                 12",
        "run/v1/RunStalled,                        run-stalled:RUN:1795518133904, 12",
        "run/v1/RunFinished-succeeded,             run-finished:RUN,             12"
    })
    void idAndKeyComeFromTheContentAndStay(String sample, String id, String key) throws IOException {
        Event event = GoldenSample.of(sample).event();

        assertThat(event.id()).isEqualTo(id.replace("RUN", "7c9e2f60-3d1b-4b7a-9a54-0f2b6c8d1e35"));
        assertThat(event.key()).isEqualTo(key);
    }

    @ParameterizedTest
    @MethodSource("org.datasync.contracts.GoldenSample#all")
    void aRecordReadAgainHasTheSameIdentity(GoldenSample sample) throws IOException {
        Event event = sample.event();

        Event again = EventJson.read(EventJson.write(event), sample.type());

        assertThat(again).isEqualTo(event);
        assertThat(again.id()).isEqualTo(event.id());
        assertThat(again.key()).isEqualTo(event.key());
    }

    @Test
    void differentRecordsNeverShareAnId() throws IOException {
        Map<String, Class<?>> typeById = new HashMap<>();
        for (GoldenSample sample : GoldenSample.all().toList()) {
            Class<?> before = typeById.put(sample.event().id(), sample.type());

            assertThat(before).as(sample.path()).isIn(null, sample.type());
        }
        assertThat(typeById.values()).contains(Records.EVENTS.toArray(Class<?>[]::new));
    }

    @ParameterizedTest
    @MethodSource("events")
    void theTypeIsTheTopicUnderTheGroupsName(Event event) {
        assertThat(event.topic()).isEqualTo("datasync." + event.name() + ".v1");
        assertThat(event.type()).isEqualTo("org." + event.topic());
    }

    static Stream<Event> events() {
        return Records.EVENTS.stream().map(Records::event);
    }
}
