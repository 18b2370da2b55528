package org.datasync.connector.prospect2;

/** An answer with a good status, but without what it must contain. The message names the field, never its value. */
final class UnreadableAnswerException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableAnswerException(String message) {
        super(message);
    }
}
