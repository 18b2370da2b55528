package org.datasync.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.Run;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Prospect2 refuses an address for a reason that lies in it. */
@ExtendWith(WithSystem.class)
class RefusalE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LocalSystem system;
    private String refused;

    RefusalE2E(LocalSystem system) {
        this.system = system;
    }

    /** The other tests have the same members: for them the address does not exist. */
    @AfterEach
    void forgetTheRefusedAddress() throws SQLException {
        try (Connection connection = system.connect(Part.DELTA);
                PreparedStatement update = connection.prepareStatement(
                        "UPDATE dbo.T_EADDRESS SET inactive = 'Y' WHERE LOWER(TRIM(address)) = ?")) {
            update.setString(1, refused);
            update.executeUpdate();
        }
    }

    @Test
    void aConstituentWithTwoAddressesOfWhichOneIsRefusedIsRecordedWithTheOther() throws Exception {
        var scenario = Scenario.addAndRemove(system);
        var member = memberWithTwoAddressesOfItsOwn(scenario.expectedByMember());
        String accepted = member.getValue().first();
        refused = member.getValue().last();
        system.own().prospect2().bounced(refused);

        Run run = scenario.run();

        assertThat(run.state()).isEqualTo("SUCCEEDED_WITH_ERRORS");
        assertThat(run.counts().tag().rejected()).isEqualTo(1);
        Scenario.requireBalancedBooks(run);
        assertThat(scenario.scheduler.problems(run.id())).singleElement().satisfies(problem -> assertThat(
                        problem.path("constituentNo").asInt())
                .isEqualTo(member.getKey()));
        var expected = new TreeSet<>(scenario.expected());
        expected.remove(refused);
        assertThat(scenario.tagged()).isEqualTo(expected);
        var records = new Baseline(system, scenario.syncId);
        // Both services hear of the last outcomes at once: the run may be over before the baseline says so.
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(records.isMember(member.getKey())).isTrue();
            assertThat(records.state(member.getKey(), accepted)).isEqualTo("TAGGED");
            assertThat(records.state(member.getKey(), refused)).isEqualTo("REFUSED");
        });

        Run next = scenario.run();

        assertThat(next.state()).isEqualTo("SUCCEEDED");
        assertThat(next.counts().tag().planned()).isZero();
        assertThat(next.counts().unchanged()).isEqualTo(next.counts().qualified());
        assertThat(scenario.tagged()).isEqualTo(expected);
    }

    private static Map.Entry<Integer, SortedSet<String>> memberWithTwoAddressesOfItsOwn(
            SortedMap<Integer, SortedSet<String>> members) {
        var uses = new HashMap<String, Integer>();
        members.values().forEach(addresses -> addresses.forEach(address -> uses.merge(address, 1, Integer::sum)));
        return members.entrySet().stream()
                .filter(member -> member.getValue().size() == 2)
                .filter(member -> member.getValue().stream().allMatch(address -> uses.get(address) == 1))
                .findFirst()
                .orElseThrow();
    }
}
