package org.datasync.delta.explain;

import java.time.LocalDateTime;
import java.util.List;

/**
 * Where one constituent stands with one sync.
 *
 * @param member whether the list holds it, as last generated
 * @param listGeneratedAt when that was, by the database's clock; null if never
 * @param inBaseline whether the sync tagged it
 * @param due whether it changed and is to be sent again
 * @param change what a run would do with it by now: ADD, UPDATE, REMOVE, LEFT or NONE
 * @param addresses Tessitura's electronic addresses, each with the rule that lets it in or stops it
 * @param recorded what the sync knows about addresses
 * @param outcomes the latest address operations
 */
record Explanation(
        int constituentNo,
        boolean exists,
        boolean member,
        LocalDateTime listGeneratedAt,
        boolean inBaseline,
        boolean due,
        String change,
        List<Address> addresses,
        List<Recorded> recorded,
        List<History.Entry> outcomes) {

    /** One of Tessitura's addresses. */
    record Address(int eaddressNo, String address, Rule rule) {}

    /** An address the sync has sent. */
    record Recorded(String address, String state, String reason) {}

    /** The rule that stopped an address, in the order in which they are asked. */
    enum Rule {
        NOT_EMAIL,
        INACTIVE,
        SEASON,
        TYPE,
        PURPOSE,
        NOT_PRIMARY,
        PERMISSION,
        INVALID,
        ELIGIBLE
    }
}
