package org.datasync.contracts.delta.v1;

/**
 * Members without an eligible address, each counted once: at the last rule that stopped the address that got
 * furthest. The order of the components is the order of the rules.
 *
 * @param none no electronic address of an e-mail type at all
 * @param season outside start and end date or active months
 */
public record WithoutAddressBy(
        long none,
        long inactive,
        long season,
        long type,
        long purpose,
        long notPrimary,
        long permission,
        long invalid) {
    public static final WithoutAddressBy ZERO = new WithoutAddressBy(0, 0, 0, 0, 0, 0, 0, 0);

    public long sum() {
        return none + inactive + season + type + purpose + notPrimary + permission + invalid;
    }
}
