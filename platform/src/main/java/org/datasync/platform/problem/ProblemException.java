package org.datasync.platform.problem;

import java.util.List;

/** Ends a request with a problem document. The text is for the caller and holds no personal data. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.title() + ": " + problem.detail());
        this.problem = problem;
    }

    public Problem problem() {
        return problem;
    }

    public static ProblemException of(int status, String detail) {
        return new ProblemException(Problem.of(status, detail));
    }

    public static ProblemException notFound(String what) {
        return of(404, what);
    }

    /** The thing is in a state that does not allow this. */
    public static ProblemException conflict(String detail) {
        return of(409, detail);
    }

    public static ProblemException unavailable(String why) {
        return of(503, why);
    }

    /** All problems of the request at once. */
    public static ProblemException invalid(List<FieldError> errors) {
        return new ProblemException(Problem.invalid(errors));
    }

    public static ProblemException invalid(String field, String message) {
        return invalid(List.of(new FieldError(field, message)));
    }
}
