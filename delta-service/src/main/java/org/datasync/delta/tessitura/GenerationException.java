package org.datasync.delta.tessitura;

/** A list could not be regenerated: the run fails and removes nothing. */
public final class GenerationException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final boolean unfinished;

    /**
     * @param unfinished whether the generation may still be going on
     * @param cause never one that quotes what is in the database; null where there is no other
     */
    public GenerationException(String code, String message, boolean unfinished, Throwable cause) {
        super(message, cause);
        this.code = code;
        this.unfinished = unfinished;
    }

    public String code() {
        return code;
    }

    public boolean unfinished() {
        return unfinished;
    }
}
