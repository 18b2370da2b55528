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

    /** Not done: the account rests. Nothing is wrong with the request. */
    record Throttled<T>(Duration rest) implements Reply<T> {}

    /** Not done: the account refuses us altogether. Nothing is wrong with the request. */
    record Blocked<T>(String reason) implements Reply<T> {}

    /** A contact that made a bulk import be refused, by its place in the request. */
    record RefusedContact(int index, String reason) {}

    /** Whether the request was not done for a reason that has nothing to do with it. */
    default boolean concernsAccount() {
        return this instanceof Throttled || this instanceof Blocked;
    }

    /** The same reply with another value; a value that cannot be read makes it a passing failure. */
    default <R> Reply<R> map(Function<T, R> reader) {
        if (this instanceof Applied<T> applied) {
            try {
                return new Applied<>(reader.apply(applied.value()));
            } catch (UnreadableAnswerException e) {
                return new InDoubt<>(e.getMessage());
            }
        }
        return as();
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
