package org.datasync.delta.plan;

/** The plan cannot be made for a reason that people can mend: the run fails with advice. */
public final class PlanException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public PlanException(String code, String detail) {
        super(detail);
        this.code = code;
    }

    public String code() {
        return code;
    }
}
