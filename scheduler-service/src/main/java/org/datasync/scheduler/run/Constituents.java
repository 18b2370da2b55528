package org.datasync.scheduler.run;

import jakarta.persistence.Embeddable;
import org.datasync.contracts.delta.v1.DeltaCounts;
import org.datasync.contracts.delta.v1.WithoutAddressBy;

/** The constituents' side of the books as columns; null as a whole until delta-service has counted. */
@Embeddable
record Constituents(
        Long members,
        Long qualified,
        Long withoutAddress,
        Long withoutNone,
        Long withoutInactive,
        Long withoutSeason,
        Long withoutType,
        Long withoutPurpose,
        Long withoutNotPrimary,
        Long withoutPermission,
        Long withoutInvalid,
        Long baselineBefore,
        Long added,
        Long changed,
        Long unchanged,
        Long refusedBefore,
        Long removed,
        Long leftList,
        Long keptWithoutAddress) {

    static Constituents of(DeltaCounts counts) {
        WithoutAddressBy by = counts.withoutAddressBy();
        return new Constituents(
                counts.members(),
                counts.qualified(),
                counts.withoutAddress(),
                by.none(),
                by.inactive(),
                by.season(),
                by.type(),
                by.purpose(),
                by.notPrimary(),
                by.permission(),
                by.invalid(),
                counts.baselineBefore(),
                counts.added(),
                counts.changed(),
                counts.unchanged(),
                counts.refusedBefore(),
                counts.removed(),
                counts.leftList(),
                counts.keptWithoutAddress());
    }

    DeltaCounts toCounts() {
        return new DeltaCounts(
                members,
                qualified,
                withoutAddress,
                new WithoutAddressBy(
                        withoutNone,
                        withoutInactive,
                        withoutSeason,
                        withoutType,
                        withoutPurpose,
                        withoutNotPrimary,
                        withoutPermission,
                        withoutInvalid),
                baselineBefore,
                added,
                changed,
                unchanged,
                refusedBefore,
                removed,
                leftList,
                keptWithoutAddress);
    }
}
