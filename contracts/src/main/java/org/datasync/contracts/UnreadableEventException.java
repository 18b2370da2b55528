package org.datasync.contracts;

import java.io.IOException;

/**
 * Bytes that are not the event they should be. The message says where and why and never quotes the bytes, and there is
 * no cause that would: they may hold personal data.
 */
public final class UnreadableEventException extends IOException {
    private static final long serialVersionUID = 1L;

    UnreadableEventException(String message) {
        super(message);
    }
}
