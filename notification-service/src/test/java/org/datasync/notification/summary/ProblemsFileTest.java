package org.datasync.notification.summary;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.run.v1.RunFinished.Problem;
import org.datasync.contracts.tagging.v1.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsFileTest {
    @Test
    void oneLinePerProblemBelowTheHeadings() {
        String file = file(new Problem(50_001, Operation.UNTAG, Outcome.UNKNOWN, "no \"answer\", twice"));

        assertThat(file)
                .isEqualTo("\uFEFFconstituent,operation,outcome,reason\r\n"
                        + "\"50001\",\"remove tag\",\"result unknown\",\"no \"\"answer\"\", twice\"\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "＝1"})
    void aReasonNeverBecomesAFormula(String reason) {
        assertThat(file(new Problem(1, Operation.TAG, Outcome.REJECTED, reason)))
                .contains(",\"'" + reason + "\"\r\n");
    }

    private static String file(Problem problem) {
        return new String(ProblemsFile.of(List.of(problem)), UTF_8);
    }
}
