package org.datasync.scheduler.run;

import java.util.Arrays;
import java.util.List;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.tagging.v1.Outcome;
import org.datasync.platform.problem.ProblemException;
import org.datasync.scheduler.run.SettledChanges.Place;
import org.datasync.scheduler.run.SettledChanges.Problem;

/** A problem as the API shows it: the constituent number stands for the address. */
record ProblemView(
        long sequence, int addressNo, Integer constituentNo, Operation operation, Outcome outcome, String reason) {
    static final List<String> HEADER =
            List.of("sequence", "addressNo", "constituentNo", "operation", "outcome", "reason");

    static ProblemView of(Problem problem) {
        return new ProblemView(
                problem.sequence(),
                problem.addressNo(),
                problem.constituentNo(),
                problem.operation(),
                problem.outcome(),
                problem.reason());
    }

    List<Object> line() {
        return Arrays.asList(sequence, addressNo, constituentNo, operation, outcome, reason);
    }

    static String cursor(Problem problem) {
        return problem.sequence() + "." + problem.addressNo();
    }

    static Place place(String cursor) {
        if (cursor == null || cursor.isBlank()) {
            return Place.START;
        }
        String[] parts = cursor.split("\\.", 2);
        try {
            return new Place(Long.parseLong(parts[0]), parts.length == 2 ? Integer.parseInt(parts[1]) : 0);
        } catch (NumberFormatException e) {
            throw ProblemException.invalid("cursor", "is none that this service gave");
        }
    }
}
