package org.datasync.sandbox.smtp;

import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** What was accepted, in order of arrival; the oldest goes when there are too many. */
final class Mails {
    private static final int KEPT = 10_000;

    private final NavigableMap<Long, Mail> mails = new TreeMap<>();
    private long last;

    synchronized void add(Function<String, Mail> mail) {
        last++;
        mails.put(last, mail.apply(String.valueOf(last)));
        if (mails.size() > KEPT) {
            mails.pollFirstEntry();
        }
    }

    synchronized Optional<Mail> find(long id) {
        return Optional.ofNullable(mails.get(id));
    }

    synchronized Page after(long cursor, int limit) {
        List<Mail> items =
                mails.tailMap(cursor, false).values().stream().limit(limit).toList();
        boolean more = !items.isEmpty()
                && mails.higherKey(Long.valueOf(items.get(items.size() - 1).id())) != null;
        return new Page(items, more ? items.get(items.size() - 1).id() : null);
    }

    synchronized List<Mail> newest(int limit) {
        return mails.descendingMap().values().stream().limit(limit).toList();
    }

    synchronized void clear() {
        mails.clear();
    }

    /** One page; the cursor is null on the last. */
    record Page(List<Mail> items, String nextCursor) {}
}
