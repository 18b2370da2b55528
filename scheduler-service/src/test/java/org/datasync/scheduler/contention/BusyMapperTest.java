package org.datasync.scheduler.contention;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.Response;
import java.sql.SQLException;
import org.datasync.platform.problem.Problem;
import org.junit.jupiter.api.Test;

class BusyMapperTest {
    @Test
    void theCallerIsToldWhenToComeBackAndNothingOfTheDatabase() {
        SQLException cause = new SQLException("UPDATE scheduler.data_sync", "40001");

        try (Response answer = new BusyMapper().busy(new BusyException(cause))) {
            assertThat(answer.getStatus()).isEqualTo(503);
            assertThat(answer.getMediaType()).hasToString("application/problem+json");
            assertThat(answer.getHeaderString("Retry-After")).isEqualTo("2");
            assertThat(answer.getEntity()).isInstanceOfSatisfying(Problem.class, problem -> assertThat(problem.detail())
                    .contains("try again")
                    .doesNotContain("UPDATE"));
        }
    }
}
