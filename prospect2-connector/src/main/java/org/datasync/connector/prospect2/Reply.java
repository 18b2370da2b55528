package org.datasync.connector.prospect2;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** What came of a request to Prospect2: decided once, next to the client. */
public sealed interface Reply<T> {
    /** It holds now. */
    record Applied<T>(T value) implements Reply<T> {}

    /** What the path names does not exist. */
    record NotFound<T>() implements Reply<T> {}

    /**
     * Refused for good: the same request would be refused again.
     *
     * @param reason without personal data
     * @param inAddress whether the reason lies in the e-mail address
     * @param contacts for a bulk import: the refused contacts, counted from 0; empty if it does not say which
     */
    record Rejected<T>(String reason, boolean inAddress, List<RefusedContact> contacts) implements Reply<T> {
        public Rejected {
            contacts = List.copyOf(contacts);
        }
    }

    /**
     * Failed for a passing reason.
     *
     * @param maybeApplied whether it could have taken effect all the same
     */
    record Later<T>(String reason, boolean maybeApplied) implements Reply<T> {}

    /** Sent, and no usable answer came: nobody knows whether it took effect. */
    record InDoubt<T>(String reason) implements Reply<T> {}

    /**
     * Not done: the account rests. Nothing is wrong with the request.
     *
     * @param maybeApplied whether it could have taken effect all the same
     */
    record Throttled<T>(Duration rest, boolean maybeApplied) implements Reply<T> {
        Throttled(Duration rest) {
            this(rest, false);
        }
    }

    /**
     * Not done: the account refuses us altogether. Nothing is wrong with the request.
     *
     * @param maybeApplied whether it could have taken effect all the same
     */
    record Blocked<T>(String reason, boolean maybeApplied) implements Reply<T> {
        Blocked(String reason) {
            this(reason, false);
        }
    }

    /** A contact that made a bulk import be refused, by its place in the request. */
    record RefusedContact(int index, String reason) {}

    /** Whether the request was not done for a reason that has nothing to do with it. */
    default boolean concernsAccount() {
        return this instanceof Throttled || this instanceof Blocked;
    }

    /** Whether the request could have taken effect although nobody says so. */
    default boolean maybeApplied() {
        return this instanceof InDoubt
                || this instanceof Later<T> later && later.maybeApplied
                || this instanceof Throttled<T> throttled && throttled.maybeApplied
                || this instanceof Blocked<T> blocked && blocked.maybeApplied;
    }

    /** The same reply with another value. */
    default <R> Reply<R> map(Function<T, R> change) {
        return this instanceof Applied<T> applied ? new Applied<>(change.apply(applied.value())) : as();
    }

    /** A reply without a value does not care for the type of it. */
    @SuppressWarnings("unchecked")
    default <R> Reply<R> as() {
        if (this instanceof Applied) {
            throw new IllegalStateException("this reply has a value");
        }
        return (Reply<R>) this;
    }
}
