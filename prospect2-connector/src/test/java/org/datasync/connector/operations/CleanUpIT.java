package org.datasync.connector.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.datasync.connector.testing.AccountResource;
import org.datasync.connector.testing.ConnectorTest;
import org.datasync.connector.testing.Plan;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@QuarkusTestResource(AccountResource.class)
class CleanUpIT extends ConnectorTest {
    @Inject
    CleanUp cleanUp;

    @Test
    void addressesGoAfterAWeekAndRunsOutliveTheTopics() {
        var plan = plan().add(addresses(3));
        publish(plan.all());
        awaitClosed(plan.runId);
        int requests = requests("POST /import/bulk_import", 0).size();

        closedDaysAgo(plan, 6);
        cleanUp.forget();
        assertThat(rows(plan)).isEqualTo("3");

        closedDaysAgo(plan, 8);
        execute("UPDATE connector.run SET created_at = DATEADD(DAY, -89, created_at) WHERE run_id = '" + plan.runId
                + "'");
        cleanUp.forget();
        assertThat(rows(plan)).isEqualTo("0");
        assertThat(state(plan.runId)).isEqualTo("CLOSED");

        // A replay meets the row of the run, and is refused although no work row is left.
        var after = new Plan(tag, name).add("x" + address(1));
        publish(plan.all());
        publish(after.all());
        awaitClosed(after.runId);
        assertThat(rows(plan)).isEqualTo("0");
        assertThat(requests("POST /import/bulk_import", requests)).hasSize(1);

        execute("UPDATE connector.run SET created_at = DATEADD(DAY, -2, created_at) WHERE run_id = '" + plan.runId
                + "'");
        cleanUp.forget();
        assertThat(state(plan.runId)).isNull();
    }

    private void closedDaysAgo(Plan plan, int days) {
        execute("UPDATE connector.run SET closed_at = DATEADD(DAY, -%d, created_at) WHERE run_id = '%s'"
                .formatted(days, plan.runId));
    }

    private String rows(Plan plan) {
        return text("SELECT COUNT(*) FROM connector.tag_change c JOIN connector.run r ON r.run_no = c.run_no"
                + " WHERE r.run_id = '" + plan.runId + "'");
    }
}
