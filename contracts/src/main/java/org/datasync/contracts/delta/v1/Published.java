package org.datasync.contracts.delta.v1;

/** Records of one run per constituent topic: a receiver that has as many has the whole run. */
public record Published(long added, long removed, long changed) {
    public static final Published NONE = new Published(0, 0, 0);

    public long sum() {
        return added + removed + changed;
    }
}
