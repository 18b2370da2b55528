package org.datasync.contracts.run.v1;

/** The addresses' side of the books for one operation. {@code keptShared} is only used for UNTAG, else 0. */
public record OperationOutcomes(
        long planned,
        long done,
        long already,
        long keptShared,
        long rejected,
        long failed,
        long unknown,
        long cancelled) {
    public static final OperationOutcomes ZERO = new OperationOutcomes(0, 0, 0, 0, 0, 0, 0, 0);

    public boolean balanced() {
        return planned == done + already + keptShared + rejected + failed + unknown + cancelled;
    }
}
