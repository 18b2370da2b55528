package org.datasync.contracts.delta.v1;

import static java.util.Objects.requireNonNull;

/**
 * One address of a constituent and what happens to it. {@code (runId, sequence, addressNo)} names it for ever.
 *
 * @param addressNo 1 for the constituent's first address in this run, then 2, …
 * @param address as stored in Tessitura, trimmed
 */
public record AddressChange(int addressNo, Operation operation, String address) {
    public AddressChange {
        requireNonNull(operation, "operation");
        requireNonNull(address, "address");
    }

    /** Without the address: it is personal data and must not end in a log. */
    @Override
    public String toString() {
        return "AddressChange[addressNo=" + addressNo + ", operation=" + operation + "]";
    }
}
