package org.datasync.sandbox.world;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.IntStream;

/** What happens to memberships. */
final class Memberships {
    static final String TABLE = "TX_CUST_MEMBERSHIP";

    private static final String CURRENT = """
            SELECT TOP (%d) m.cust_memb_no, m.customer_no, m.memb_level, m.memb_amt, m.expr_dt
            FROM dbo.TX_CUST_MEMBERSHIP m
            JOIN dbo.T_CUSTOMER c ON c.customer_no = m.customer_no
            WHERE m.memb_org_no = %d AND m.current_status = 2 AND m.init_dt <= GETDATE() AND m.expr_dt >= GETDATE()
              AND %s
            ORDER BY m.cust_memb_no""";

    private final Rows rows;
    private final Change change;
    private final String reachable;

    /** @param reachable condition on whom it may happen to */
    Memberships(Rows rows, Change change, String reachable) {
        this.rows = rows;
        this.change = change;
        this.reachable = reachable;
    }

    List<Integer> lapse(int count) throws SQLException {
        return lapse(current(count, 1, reachable));
    }

    /** Ends every membership of an organization. */
    List<Integer> end(int organization) throws SQLException {
        return lapse(current(Integer.MAX_VALUE, organization, "c.customer_no > 0"));
    }

    private List<Integer> lapse(List<Membership> lapsing) throws SQLException {
        LocalDateTime expired = change.date().toLocalDate().minusDays(1).atStartOfDay();
        rows.batch("""
                UPDATE dbo.TX_CUST_MEMBERSHIP
                SET expr_dt = ?, current_status = 1, cur_record = 'N', last_updated_by = ?, last_update_dt = ?
                WHERE cust_memb_no = ?""", lapsing, (update, membership) -> {
            update.setObject(1, expired);
            update.setString(2, change.userid());
            update.setObject(3, change.date());
            update.setInt(4, membership.no());
        });
        for (Membership membership : lapsing) {
            change.membershipUpdated(
                    membership.no(), membership.customerNo(), "expr_dt", membership.expires(), expired);
            change.membershipUpdated(membership.no(), membership.customerNo(), "current_status", 2, 1);
            change.membershipUpdated(membership.no(), membership.customerNo(), "cur_record", "Y", "N");
        }
        return lapsing.stream().map(Membership::customerNo).toList();
    }

    List<Integer> begin(int count) throws SQLException {
        List<Integer> joining = rows.read(
                "SELECT TOP (%d) c.customer_no FROM dbo.T_CUSTOMER c WHERE %s AND %s ORDER BY c.customer_no"
                        .formatted(count, reachable, People.NEVER_MEMBER),
                result -> result.getInt(1));
        int first = rows.nextKey(TABLE, "cust_memb_no");
        List<Membership> begun = IntStream.range(0, joining.size())
                .mapToObj(i -> new Membership(first + i, joining.get(i), "F", BigDecimal.valueOf(75), null))
                .toList();
        LocalDateTime today = change.date().toLocalDate().atStartOfDay();
        rows.batch("""
                INSERT INTO dbo.TX_CUST_MEMBERSHIP (cust_memb_no, customer_no, memb_org_no, memb_level, campaign_no,
                    memb_amt, init_dt, expr_dt, inception_dt, current_status, cur_record, declined_ind, NRR_status,
                    memb_trend, created_by, create_dt)
                VALUES (?, ?, 1, ?, 7, ?, ?, ?, ?, 2, 'Y', 'N', 'NW', 1, ?, ?)""", begun, (insert, membership) -> {
            insert.setInt(1, membership.no());
            insert.setInt(2, membership.customerNo());
            insert.setString(3, membership.level());
            insert.setBigDecimal(4, membership.amount());
            insert.setObject(5, today);
            insert.setObject(6, today.plusYears(1));
            insert.setObject(7, today);
            insert.setString(8, change.userid());
            insert.setObject(9, change.date());
        });
        begun.forEach(membership -> change.membershipInserted(membership.no(), membership.customerNo()));
        return joining;
    }

    /** Friends become supporters, supporters become patrons. */
    List<Integer> upgrade(int count) throws SQLException {
        List<Membership> upgraded = current(count, 1, reachable + " AND m.memb_level IN ('F', 'S')");
        rows.batch("""
                UPDATE dbo.TX_CUST_MEMBERSHIP
                SET memb_level = ?, memb_amt = ?, last_updated_by = ?, last_update_dt = ?
                WHERE cust_memb_no = ?""", upgraded, (update, membership) -> {
            update.setString(1, membership.nextLevel());
            update.setBigDecimal(2, membership.nextAmount());
            update.setString(3, change.userid());
            update.setObject(4, change.date());
            update.setInt(5, membership.no());
        });
        for (Membership old : upgraded) {
            change.membershipUpdated(old.no(), old.customerNo(), "memb_level", old.level(), old.nextLevel());
            change.membershipUpdated(old.no(), old.customerNo(), "memb_amt", old.amount(), old.nextAmount());
        }
        return upgraded.stream().map(Membership::customerNo).toList();
    }

    private List<Membership> current(int count, int organization, String condition) throws SQLException {
        return rows.read(CURRENT.formatted(count, organization, condition), Membership::of);
    }

    private record Membership(int no, int customerNo, String level, BigDecimal amount, LocalDateTime expires) {
        static Membership of(ResultSet row) throws SQLException {
            return new Membership(
                    row.getInt(1),
                    row.getInt(2),
                    row.getString(3),
                    row.getBigDecimal(4),
                    row.getObject(5, LocalDateTime.class));
        }

        String nextLevel() {
            return level.equals("F") ? "S" : "P";
        }

        BigDecimal nextAmount() {
            return BigDecimal.valueOf(level.equals("F") ? 250 : 1000);
        }
    }
}
