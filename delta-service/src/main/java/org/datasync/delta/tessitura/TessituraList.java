package org.datasync.delta.tessitura;

import java.util.Optional;

/**
 * A List Manager list.
 *
 * @param approximateCount as Tessitura last counted; null or 0 for a list that was never generated
 * @param outputSetNo null without an output set
 */
public record TessituraList(
        int listNo,
        String description,
        Integer approximateCount,
        Integer outputSetNo,
        String outputSet,
        boolean dynamic,
        boolean prospect2,
        boolean active,
        boolean visible) {

    /** Why the list cannot be the source of a sync, with what to do; empty if it can. */
    public Optional<String> obstacle() {
        if (!visible) {
            return Optional.of(
                    "List %d belongs to a control group that this installation may not see.".formatted(listNo));
        }
        if (!active) {
            return Optional.of("List %d is inactive: activate it in List Manager.".formatted(listNo));
        }
        if (!dynamic) {
            return Optional.of("List %d is not dynamic: mark it as dynamic in List Manager.".formatted(listNo));
        }
        if (!prospect2) {
            return Optional.of("List %d has no Prospect2 box: check it in List Manager.".formatted(listNo));
        }
        return Optional.empty();
    }
}
