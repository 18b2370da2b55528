package org.datasync.delta.tessitura;

import java.util.OptionalLong;

/** Regenerates a dynamic list. */
public interface ListGenerator {
    /** @return the number of members the generation reported; empty if it reports none */
    OptionalLong generate(int listNo) throws GenerationException;

    /** Whether a generation goes on when the process that asked for it dies. */
    default boolean mayOutliveItsCaller() {
        return false;
    }
}
