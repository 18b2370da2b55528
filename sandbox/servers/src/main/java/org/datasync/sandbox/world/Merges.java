package org.datasync.sandbox.world;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/** What happens when two constituents turn out to be one. */
final class Merges {
    private final Rows rows;
    private final Change change;

    Merges(Rows rows, Change change) {
        this.rows = rows;
        this.change = change;
    }

    /** Members are merged into constituents who never were any: the one leaves the lists, the other appears there. */
    List<World.Merge> merge(int count) throws SQLException {
        List<Integer> deleted = people(count, People.MEMBER);
        List<Integer> kept = people(deleted.size(), People.NEVER_MEMBER);
        List<World.Merge> merges = IntStream.range(0, Math.min(deleted.size(), kept.size()))
                .mapToObj(i -> new World.Merge(deleted.get(i), kept.get(i)))
                .toList();
        deactivate(merges);
        int first = record(merges);
        moveMemberships(merges, first);
        moveAddresses(merges, first);
        deleteRanks(merges, first);
        return merges;
    }

    private List<Integer> people(int count, String condition) throws SQLException {
        return rows.read(
                "SELECT TOP (%d) c.customer_no FROM dbo.T_CUSTOMER c WHERE %s AND %s ORDER BY c.customer_no"
                        .formatted(count, People.REACHABLE, condition),
                row -> row.getInt(1));
    }

    private void deactivate(List<World.Merge> merges) throws SQLException {
        rows.batch("""
                UPDATE dbo.T_CUSTOMER SET inactive = 5, inactive_reason = 1, last_updated_by = ?, last_update_dt = ?
                WHERE customer_no = ?""", merges, (update, merge) -> {
            update.setString(1, change.userid());
            update.setObject(2, change.date());
            update.setInt(3, merge.deleted());
        });
        for (World.Merge merge : merges) {
            change.updated("T_CUSTOMER", merge.deleted(), merge.deleted(), "inactive", 1, 5);
        }
    }

    /** The number of the first record. */
    private int record(List<World.Merge> merges) throws SQLException {
        int first = rows.nextKey("T_MERGED", "seq_no");
        rows.batch("""
                INSERT INTO dbo.T_MERGED (seq_no, kept_id, delete_id, status, request_dt, merge_dt, requested_by)
                VALUES (?, ?, ?, 'C', ?, ?, ?)""", IntStream.range(0, merges.size()).boxed().toList(), (insert, i) -> {
            insert.setInt(1, first + i);
            insert.setInt(2, merges.get(i).kept());
            insert.setInt(3, merges.get(i).deleted());
            insert.setObject(4, change.date());
            insert.setObject(5, change.date());
            insert.setString(6, change.userid());
        });
        return first;
    }

    private void moveMemberships(List<World.Merge> merges, int first) throws SQLException {
        for (Owned owned : owned(first, "TX_CUST_MEMBERSHIP", "cust_memb_no", "memb_level")) {
            change.membershipUpdated(
                    owned.key(),
                    owned.merge().kept(),
                    "customer_no",
                    owned.merge().deleted(),
                    owned.merge().kept());
        }
        rows.batch("UPDATE dbo.TX_CUST_MEMBERSHIP SET customer_no = ? WHERE customer_no = ?", merges, Merges::setBoth);
    }

    /** E-mail addresses go along, but inactive. */
    private void moveAddresses(List<World.Merge> merges, int first) throws SQLException {
        for (Owned owned : owned(first, "T_EADDRESS", "eaddress_no", "inactive")) {
            int kept = owned.merge().kept();
            change.updated(
                    "T_EADDRESS",
                    owned.key(),
                    kept,
                    "customer_no",
                    owned.merge().deleted(),
                    kept);
            if (owned.text().equals("N")) {
                change.updated("T_EADDRESS", owned.key(), kept, "inactive", "N", "Y");
            }
        }
        rows.batch(
                "UPDATE dbo.T_EADDRESS SET customer_no = ?, inactive = 'Y', primary_ind = 'N' WHERE customer_no = ?",
                merges,
                Merges::setBoth);
    }

    private void deleteRanks(List<World.Merge> merges, int first) throws SQLException {
        for (Owned owned : owned(first, "T_CUST_RANK", "id", "rank")) {
            change.deleted("T_CUST_RANK", owned.key(), owned.merge().deleted());
        }
        rows.batch(
                "DELETE FROM dbo.T_CUST_RANK WHERE customer_no = ?",
                merges,
                (delete, merge) -> delete.setInt(1, merge.deleted()));
    }

    /** The rows of a table that belong to those merged away, found by the records just written. */
    private List<Owned> owned(int first, String table, String key, String column) throws SQLException {
        return rows.read(
                """
                SELECT o.%s, m.delete_id, m.kept_id, o.%s
                FROM dbo.%s o JOIN dbo.T_MERGED m ON m.delete_id = o.customer_no
                WHERE m.seq_no >= %d
                ORDER BY 1""".formatted(key, column, table, first),
                row -> new Owned(row.getInt(1), new World.Merge(row.getInt(2), row.getInt(3)), row.getString(4)));
    }

    private static void setBoth(PreparedStatement update, World.Merge merge) throws SQLException {
        update.setInt(1, merge.kept());
        update.setInt(2, merge.deleted());
    }

    private record Owned(int key, World.Merge merge, String text) {}
}
