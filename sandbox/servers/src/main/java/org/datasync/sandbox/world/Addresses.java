package org.datasync.sandbox.world;

import java.sql.SQLException;
import java.util.List;

/** What happens to e-mail addresses. */
final class Addresses {
    private static final String TABLE = "T_EADDRESS";

    private final Rows rows;
    private final Change change;
    private final String reachable;

    /** @param reachable condition on whom it may happen to */
    Addresses(Rows rows, Change change, String reachable) {
        this.rows = rows;
        this.change = change;
        this.reachable = reachable;
    }

    /** Members have a new primary address, in the same row; nobody twice. */
    List<Integer> change(int count) throws SQLException {
        List<Address> changed = rows.read(
                """
                SELECT TOP (%d) a.eaddress_no, a.customer_no, a.address
                FROM dbo.T_EADDRESS a
                JOIN dbo.T_CUSTOMER c ON c.customer_no = a.customer_no
                WHERE a.primary_ind = 'Y' AND a.inactive = 'N' AND a.address NOT LIKE 'moved.%%' AND %s AND %s
                ORDER BY a.eaddress_no""".formatted(count, reachable, People.MEMBER),
                row -> new Address(row.getInt(1), row.getInt(2), row.getString(3)));
        rows.batch("""
                UPDATE dbo.T_EADDRESS SET address = ?, last_updated_by = ?, last_update_dt = ? WHERE eaddress_no = ?""", changed, (update, address) -> {
            update.setString(1, address.next());
            update.setString(2, change.userid());
            update.setObject(3, change.date());
            update.setInt(4, address.no());
        });
        for (Address address : changed) {
            change.updated(TABLE, address.no(), address.customerNo(), "address", address.text(), address.next());
        }
        return changed.stream().map(Address::customerNo).toList();
    }

    private record Address(int no, int customerNo, String text) {
        String next() {
            return "moved." + no + "@example.com";
        }
    }
}
