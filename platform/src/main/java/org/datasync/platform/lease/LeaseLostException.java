package org.datasync.platform.lease;

/** Another replica holds the lease: whatever the caller was about to write must not be written. */
public final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LeaseLostException(String lease, long epoch) {
        super("lease %s is not held any more in epoch %d".formatted(lease, epoch));
    }
}
