package org.datasync.contracts.delta.v1;

/** Addresses by operation. */
public record OperationCounts(long tag, long update, long untag) {
    public static final OperationCounts ZERO = new OperationCounts(0, 0, 0);

    public long sum() {
        return tag + update + untag;
    }
}
