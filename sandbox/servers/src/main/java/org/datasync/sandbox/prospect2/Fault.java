package org.datasync.sandbox.prospect2;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * Something that goes wrong. Only {@code kind} is required.
 *
 * @param route such as {@code DELETE /contactTags/{id}}, {@code GET *}, {@code *}
 * @param status for {@code STATUS}
 * @param times how many requests it hits; 0: all that come
 * @param skip how many matching requests pass before
 * @param share instead of {@code times}: which share of the matching requests it hits, until it is deleted
 * @param seed of the numbers that decide which requests a share hits
 * @param delay before the answer, besides the latency; not scaled
 * @param afterEffect whether the request takes effect although the answer says otherwise
 * @param shape the error shape of a {@code STATUS}
 * @param body of a {@code STATUS}, instead of a shape
 * @param retryAfter the header of a {@code STATUS}, in seconds
 * @param contact for the two batch kinds: how many contacts are applied before
 */
record Fault(
        Kind kind,
        String route,
        Integer status,
        Integer times,
        Integer skip,
        Double share,
        Long seed,
        Duration delay,
        Boolean afterEffect,
        Errors.Shape shape,
        String body,
        Integer retryAfter,
        Integer contact) {

    Fault {
        requireNonNull(kind, "kind");
        route = route == null ? "*" : route;
        status = status == null ? 503 : status;
        times = times == null ? share == null ? 1 : 0 : times;
        skip = skip == null ? 0 : skip;
        share = share == null ? 1 : share;
        seed = seed == null ? 0 : seed;
        if (share <= 0 || share > 1) {
            throw new IllegalArgumentException("share must be above 0 and at most 1");
        }
        delay = delay == null ? Duration.ZERO : delay;
        afterEffect = afterEffect == null ? kind.afterEffect : afterEffect;
        shape = shape == null ? status < 500 && status != 403 ? Errors.Shape.E1 : Errors.Shape.E2 : shape;
        contact = contact == null ? 0 : contact;
    }

    boolean hits(String called) {
        if (!kind.onRequest) {
            return false;
        }
        if (route.equals("*") || route.equals(called)) {
            return true;
        }
        return route.endsWith(" *") && called.startsWith(route.substring(0, route.length() - 1));
    }

    enum Kind {
        /** Another status. By default the request has no effect. */
        STATUS(false, true),
        /** The right answer, late. */
        DELAY(true, true),
        /** The connection is closed without an answer. */
        RESET(false, true),
        /** The right answer, cut in the middle. */
        TRUNCATED(true, true),
        /** Status 200 with a page of HTML. */
        HTML(false, true),
        /** Status 200 without a body. */
        EMPTY(true, true),
        /** The next batch ends as {@code failed}. */
        BATCH_FAILED(false, false),
        /** The next batch ends as {@code interrupted}. */
        BATCH_INTERRUPTED(false, false),
        /** The next webhook delivery is made twice. */
        DUPLICATE_DELIVERY(false, false);

        private final boolean afterEffect;
        private final boolean onRequest;

        Kind(boolean afterEffect, boolean onRequest) {
            this.afterEffect = afterEffect;
            this.onRequest = onRequest;
        }
    }
}
