package org.datasync.connector.budget;

/** The right to send one request; to be told when its answer has come, or when it was given up. */
public final class Permit {
    /** Prospect2 did not say when it received the request. */
    public static final long UNTOLD = Long.MAX_VALUE;

    private final Budget budget;
    private final long given;
    private long arrivedBy;

    Permit(Budget budget, long given) {
        this.budget = budget;
        this.given = given;
        this.arrivedBy = Long.MAX_VALUE;
    }

    /**
     * The answer is here, or no longer waited for.
     *
     * @param kind requests that take alike
     */
    public void answered(String kind) {
        answered(kind, UNTOLD);
    }

    /**
     * The answer is here.
     *
     * @param kind requests that take alike
     * @param received when Prospect2 had the request at the latest, by its own account, in the time of
     *     {@link System#nanoTime}; or {@link #UNTOLD}
     */
    public void answered(String kind, long received) {
        budget.answered(this, kind, received);
    }

    long given() {
        return given;
    }

    /** When Prospect2 has received it at the latest, as far as that is known. */
    long arrivedBy() {
        return arrivedBy;
    }

    void arrivedBy(long time) {
        arrivedBy = time;
    }
}
