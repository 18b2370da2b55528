package org.datasync.delta.random;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.datasync.contracts.sync.v1.Filters;

/** Constituents and addresses, with the rules of eligibility written down again. */
final class NaiveTessitura {
    static final int CONSTITUENTS = 7;
    private static final List<String> POOL =
            List.of("a@x.org", "b@x.org", "c@x.org", "d@x.org", "e@x.org", "f@x.org", "no address", "g@x.o");
    private static final List<String> RULES =
            List.of("none", "inactive", "season", "type", "purpose", "notPrimary", "permission", "invalid");

    final List<Address> addresses = new ArrayList<>();
    final Map<Integer, String> answers = new TreeMap<>();
    final Filters filters;
    final boolean permissionAsked;

    NaiveTessitura(Random random) {
        filters = new Filters(
                random.nextInt(4) == 0 ? List.of(1, 2) : List.of(),
                random.nextInt(4) == 0 ? List.of(1) : List.of(),
                random.nextInt(5) == 0,
                random.nextBoolean());
        permissionAsked = random.nextInt(3) == 0;
        for (int constituent = 1; constituent <= CONSTITUENTS; constituent++) {
            answers.put(constituent, random.nextInt(5) == 0 ? "N" : "Y");
            for (int n = random.nextInt(4); n > 0; n--) {
                addresses.add(address(addresses.size() + 1, constituent, random));
            }
        }
    }

    static Address address(int no, int constituent, Random random) {
        String address = POOL.get(random.nextInt(POOL.size()));
        if (random.nextInt(3) == 0) {
            address = " " + address.toUpperCase(Locale.ROOT) + " ";
        }
        return new Address(
                no,
                constituent,
                address,
                random.nextInt(8) == 0 ? 9 : 1 + random.nextInt(2),
                random.nextInt(6) == 0,
                random.nextInt(10) == 0,
                random.nextInt(3) > 0,
                random.nextInt(4));
    }

    /** Trimmed, in small letters, each once, in Tessitura's order. */
    List<String> eligible(int constituent) {
        return addresses.stream()
                .filter(address -> address.constituent == constituent && level(address) == RULES.size())
                .map(Address::key)
                .distinct()
                .toList();
    }

    /** Everything that is an e-mail address, whatever its state. */
    List<String> mailAddresses(int constituent) {
        return addresses.stream()
                .filter(address -> address.constituent == constituent && address.type != 9 && address.isValid())
                .map(Address::key)
                .distinct()
                .toList();
    }

    /** The rule that stopped the address that got furthest. */
    String furthest(int constituent) {
        return RULES.get(addresses.stream()
                .filter(address -> address.constituent == constituent && address.type != 9)
                .mapToInt(this::level)
                .max()
                .orElse(0));
    }

    private int level(Address address) {
        if (address.type == 9) {
            return 0;
        }
        if (address.inactive) {
            return 1;
        }
        if (address.ended) {
            return 2;
        }
        if (!filters.eaddressTypes().isEmpty() && !filters.eaddressTypes().contains(address.type)) {
            return 3;
        }
        if (!filters.contactPointPurposes().isEmpty()
                && !filters.contactPointPurposes().contains(address.purpose)) {
            return 4;
        }
        if (filters.primaryOnly() && !address.primary) {
            return 5;
        }
        if (permissionAsked
                && !filters.ignoreContactPermissions()
                && !answers.get(address.constituent).equals("Y")) {
            return 6;
        }
        return address.isValid() ? 8 : 7;
    }

    /** @param purpose 0 for none */
    record Address(
            int no,
            int constituent,
            String address,
            int type,
            boolean inactive,
            boolean ended,
            boolean primary,
            int purpose) {
        String key() {
            return address.strip().toLowerCase(Locale.ROOT);
        }

        boolean isValid() {
            return key().matches("[a-z]@x\\.org");
        }

        /** As columns of {@code World.address}. Out of season by its end or by its months. */
        String columns() {
            boolean byMonths = no % 2 == 0;
            return "eaddress_type=" + type + ", inactive='" + (inactive ? "Y" : "N") + "', primary_ind='"
                    + (primary ? "Y" : "N") + "', end_dt=" + (ended && !byMonths ? "'2020-01-01T00:00:00'" : "NULL")
                    + ", months='" + (ended && byMonths ? "YYYYYYYYYYNY" : "YYYYYYYYYYYY") + "'";
        }

        /** Its purposes as rows of contact points: of e-mail, and of a telephone with the same number. */
        String purposes() {
            return "INSERT INTO dbo.TX_CONTACT_POINT_PURPOSE (id, contact_point_category, contact_point_id, purpose_id)"
                    + " VALUES (" + no * 2 + ", 3, " + no + ", " + purpose + "), (" + (no * 2 + 1) + ", 1, " + no
                    + ", 1)";
        }
    }
}
