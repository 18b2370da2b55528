package org.datasync.connector.problem;

import java.util.List;

/** Ends a request with a problem document. The text is for the caller and holds no personal data. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.title() + ": " + problem.detail());
        this.problem = problem;
    }

    public static ProblemException notFound(String what) {
        return new ProblemException(Problem.of(404, "Not found", what));
    }

    public static ProblemException unavailable(String why) {
        return new ProblemException(Problem.of(503, "Service unavailable", why));
    }

    public static ProblemException invalid(String field, String message) {
        return new ProblemException(new Problem(
                "about:blank", "Invalid request", 400, "1 problem", List.of(new Problem.FieldError(field, message))));
    }

    Problem problem() {
        return problem;
    }
}
