package org.datasync.connector.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.datasync.connector.testing.AccountResource;
import org.datasync.connector.testing.ConnectorTest;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SpareWalkIT.Idle.class)
@QuarkusTestResource(ServersResource.class)
@QuarkusTestResource(AccountResource.class)
class SpareWalkIT extends ConnectorTest {

    @Test
    void idsOfImportedContactsAreLearnedWhileThereIsNothingElseToDo() {
        var add = plan().add(addresses(250));
        publish(add.all());
        awaitClosed(add.runId);

        eventually(() -> assertThat(text("SELECT COUNT(*) FROM connector.association WHERE tag_id = '" + tag
                        + "' AND address_key LIKE '" + name + "-%'"))
                .isEqualTo("250"));

        int reads = account.requestCount("GET /contacts");
        var removal = plan().remove(address(7));
        publish(removal.all());
        awaitSettled(removal.runId, 1);
        assertThat(account.tagsOf(address(7))).isEmpty();
        assertThat(account.requestCount("GET /contacts")).isEqualTo(reads);
    }

    /** Spare walks come soon. */
    public static final class Idle implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "datasync.connector.walks.spare",
                    "true",
                    "datasync.connector.walks.considered",
                    "PT0.3S",
                    "datasync.connector.walks.spare-pause",
                    "PT0.05S");
        }
    }
}
