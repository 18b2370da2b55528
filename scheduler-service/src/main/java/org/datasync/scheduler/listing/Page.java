package org.datasync.scheduler.listing;

import java.util.List;
import java.util.function.Function;

/**
 * One page of a listing.
 *
 * @param nextCursor where the next page begins; null on the last one
 */
public record Page<T>(List<T> items, String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /** @param found up to one element more than the limit: then there is a next page */
    public static <S, T> Page<T> of(List<S> found, int limit, Function<S, T> view, Function<S, String> cursor) {
        boolean more = found.size() > limit;
        List<S> shown = more ? found.subList(0, limit) : found;
        return new Page<>(shown.stream().map(view).toList(), more ? cursor.apply(shown.get(limit - 1)) : null);
    }
}
