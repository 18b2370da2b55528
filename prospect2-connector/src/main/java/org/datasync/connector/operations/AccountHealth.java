package org.datasync.connector.operations;

import jakarta.enterprise.context.ApplicationScoped;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.prospect2.Account;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Tells how the account is. Always up: trouble of the account is no reason to take the service away, which keeps
 * recording and answering.
 */
@Readiness
@ApplicationScoped
class AccountHealth implements HealthCheck {
    private final Leader leader;
    private final Account account;

    AccountHealth(Leader leader, Account account) {
        this.leader = leader;
        this.account = account;
    }

    @Override
    public HealthCheckResponse call() {
        Account.Snapshot snapshot = account.snapshot();
        var answer = HealthCheckResponse.named("Prospect2 account").up().withData("leads", leader.leads());
        if (leader.leads()) {
            answer.withData("state", snapshot.state().name());
            if (snapshot.reason() != null) {
                answer.withData("reason", snapshot.reason());
            }
        }
        return answer.build();
    }
}
