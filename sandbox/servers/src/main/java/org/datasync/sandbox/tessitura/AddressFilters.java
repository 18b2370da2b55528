package org.datasync.sandbox.tessitura;

import java.util.Set;

/**
 * The filters of a sync, for {@link TessituraOracle}. Empty sets filter nothing.
 *
 * @param permissionType the contact permission that must be given; 0 when none is asked for
 * @param acceptingAnswer the answer that gives it
 */
public record AddressFilters(
        Set<Integer> purposes, Set<Integer> types, boolean primaryOnly, int permissionType, String acceptingAnswer) {
    public static final AddressFilters NONE = new AddressFilters(Set.of(), Set.of(), false, 0, "Y");

    public AddressFilters {
        purposes = Set.copyOf(purposes);
        types = Set.copyOf(types);
    }

    public AddressFilters purposes(Integer... any) {
        return new AddressFilters(Set.of(any), types, primaryOnly, permissionType, acceptingAnswer);
    }

    public AddressFilters types(Integer... any) {
        return new AddressFilters(purposes, Set.of(any), primaryOnly, permissionType, acceptingAnswer);
    }

    public AddressFilters onlyPrimary() {
        return new AddressFilters(purposes, types, true, permissionType, acceptingAnswer);
    }

    public AddressFilters permission(int type) {
        return new AddressFilters(purposes, types, primaryOnly, type, acceptingAnswer);
    }
}
