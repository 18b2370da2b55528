package org.datasync.connector.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.datasync.connector.testing.AccountResource;
import org.datasync.connector.testing.ConnectorTest;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@QuarkusTestResource(AccountResource.class)
class AccountIT extends ConnectorTest {

    @Test
    void aRevokedKeyPausesEverythingUntilItWorksAgain() {
        String key = account.key();
        account.key("another");
        account.addContact(address(7), name);
        var plan = plan().add(addresses(5)).remove(address(7));
        publish(plan.all());
        eventually(() -> assertThat(text("SELECT state FROM connector.account")).isEqualTo("BLOCKED"));
        assertThat(settlements().entries(plan.runId)).isEmpty();

        account.key(key);

        awaitSettled(plan.runId, 6);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(6);
        eventually(() -> assertThat(text("SELECT state FROM connector.account")).isEqualTo("CONNECTED"));
    }

    @Test
    void anUnpaidAccountIsBelievedAtOnce() {
        account.fault("{\"kind\":\"STATUS\",\"route\":\"*\",\"status\":402,\"times\":2}");
        var plan = plan().add(addresses(5));

        publish(plan.all());

        awaitSettled(plan.runId, 5);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(5);
    }

    @Test
    void theNextLeaderDoubtsABatchThatWasBeingSent() {
        var plan = plan().add(addresses(5));
        publish(plan.records());
        awaitSettled(plan.runId, 5);
        String batch =
                text("SELECT MAX(batch_no) FROM connector.tag_change c JOIN connector.run r ON r.run_no = c.run_no"
                        + " WHERE r.run_id = '" + plan.runId + "'");
        int imports = requests("POST /import/bulk_import", 0).size();
        // As a sender leaves it that died between the request and its answer.
        execute("UPDATE connector.lease SET owner = 'another', epoch = epoch + 1 WHERE name = 'account'");
        execute("UPDATE connector.batch SET state = 'SENDING', sent = 0 WHERE batch_no = " + batch);
        execute("UPDATE connector.tag_change SET state = 'BATCHED', outcome = NULL WHERE batch_no = " + batch);
        execute("UPDATE connector.run SET settled_rows = 0 WHERE run_id = '" + plan.runId + "'");

        eventually(
                () -> assertThat(requests("POST /import/bulk_import", imports)).hasSize(1));

        assertThat(text("SELECT doubts FROM connector.batch WHERE batch_no = " + batch))
                .isEqualTo("1");
    }
}
