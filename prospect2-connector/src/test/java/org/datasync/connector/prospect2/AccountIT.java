package org.datasync.connector.prospect2;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.datasync.connector.testing.AccountResource;
import org.datasync.connector.testing.ConnectorTest;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.sandbox.testing.ServersResource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@QuarkusTestResource(AccountResource.class)
class AccountIT extends ConnectorTest {

    @ConfigProperty(name = "datasync.connector.prospect2.key-file")
    Path keyFile;

    @Test
    void aRevokedKeyPausesEverythingUntilAnotherIsInTheFile() throws IOException {
        String revoked = account.key();
        account.key("new-" + name);
        account.addContact(address(7), name);
        var plan = plan().add(addresses(5)).remove(address(7));
        publish(plan.all());
        eventually(() -> assertThat(text("SELECT state FROM connector.account")).isEqualTo("BLOCKED"));
        assertThat(text("SELECT reason FROM connector.account"))
                .contains("Forbidden", "check the API address and key")
                .doesNotContain(revoked, "new-");
        assertThat(settlements().entries(plan.runId)).isEmpty();
        given().get("/api/v1/queue")
                .then()
                .body("items.find { it.runId == '%s' }.reason".formatted(plan.runId), containsString("Forbidden"));
        given().get("/q/health/ready").then().statusCode(200).body("checks.data.state", hasItem("BLOCKED"));
        given().get("/q/metrics").then().body(containsString("datasync_account_blocked 1.0"));
        given().contentType("application/json")
                .post("/api/v1/account/test")
                .then()
                .statusCode(200)
                .body("works", equalTo(false))
                .body("reason", containsString("Forbidden"));

        Files.writeString(keyFile, account.key());

        awaitSettled(plan.runId, 6);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(6);
        eventually(() -> assertThat(text("SELECT state FROM connector.account")).isEqualTo("CONNECTED"));
        given().contentType("application/json")
                .post("/api/v1/account/test")
                .then()
                .statusCode(200)
                .body("works", equalTo(true));
    }

    @Test
    void pagesForPeopleInsteadOfAnswersPauseEverythingAndDoubtNothing() {
        account.fault("{\"kind\":\"HTML\",\"times\":0}");
        account.addContact(address(7), name);
        var plan = plan().add(addresses(5)).remove(address(7));
        publish(plan.all());
        eventually(() -> assertThat(text("SELECT state FROM connector.account")).isEqualTo("BLOCKED"));

        account.clearFaults();

        awaitSettled(plan.runId, 6);
        assertThat(count(plan.runId, Outcome.DONE)).isEqualTo(6);
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
        execute("UPDATE connector.lease SET owner = NULL, epoch = epoch + 1 WHERE name = 'account'");
        execute("UPDATE connector.batch SET state = 'SENDING', sent = 0 WHERE batch_no = " + batch);
        execute("UPDATE connector.tag_change SET state = 'BATCHED', outcome = NULL WHERE batch_no = " + batch);
        execute("UPDATE connector.run SET settled_rows = 0 WHERE run_id = '" + plan.runId + "'");

        eventually(
                () -> assertThat(requests("POST /import/bulk_import", imports)).hasSize(1));

        assertThat(text("SELECT doubts FROM connector.batch WHERE batch_no = " + batch))
                .isEqualTo("1");
    }
}
