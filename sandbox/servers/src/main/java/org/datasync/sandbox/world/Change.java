package org.datasync.sandbox.world;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;

/** One save in Tessitura: all it changes and all its audit rows bear the same date. */
final class Change {
    private final LocalDateTime date;
    private final String userid;
    private final List<Audit> trail = new ArrayList<>();
    private final List<Audit> memberships = new ArrayList<>();

    Change(LocalDateTime date, String userid) {
        this.date = date;
        this.userid = userid;
    }

    LocalDateTime date() {
        return date;
    }

    String userid() {
        return userid;
    }

    /** One changed column of one row. */
    void updated(String table, int key, int customerNo, String column, Object before, Object after) {
        trail.add(new Audit("Updated", table, column, text(before), text(after), key, customerNo));
    }

    void inserted(String table, int key, int customerNo) {
        trail.add(new Audit("Inserted", table, null, null, String.valueOf(key), key, customerNo));
    }

    void deleted(String table, int key, int customerNo) {
        trail.add(new Audit("DELETED", table, null, null, null, key, customerNo));
    }

    /** Newer versions audit memberships in a table of their own; older ones in the trail. Here both do. */
    void membershipUpdated(int key, int customerNo, String column, Object before, Object after) {
        updated(Memberships.TABLE, key, customerNo, column, before, after);
        memberships.add(trail.get(trail.size() - 1));
    }

    void membershipInserted(int key, int customerNo) {
        inserted(Memberships.TABLE, key, customerNo);
        memberships.add(trail.get(trail.size() - 1));
    }

    void write(Connection connection) throws SQLException {
        var rows = new Rows(connection);
        rows.batch("""
                INSERT INTO dbo.TA_AUDIT_TRAIL ([date], userid, location, [action], table_name, column_updated,
                    old_value, new_value, alternate_key, customer_no, cg_key)
                VALUES (?, ?, 'Sandbox', ?, ?, ?, ?, ?, ?, ?, ?)""", trail, this::setTrail);
        rows.batch("""
                INSERT INTO dbo.TA_AUDIT_MEMBERSHIP ([date], userid, location, [action], customer_no, cust_memb_no,
                    column_updated, old_value, new_value)
                VALUES (?, ?, 'Sandbox', ?, ?, ?, ?, ?, ?)""", memberships, this::setMembership);
    }

    private void setTrail(PreparedStatement insert, Audit audit) throws SQLException {
        insert.setObject(1, date);
        insert.setString(2, userid);
        insert.setString(3, audit.action());
        insert.setString(4, audit.table());
        insert.setString(5, audit.column());
        insert.setString(6, audit.before());
        insert.setString(7, audit.after());
        insert.setString(8, String.valueOf(audit.key()));
        insert.setInt(9, audit.customerNo());
        insert.setObject(10, audit.action().equals("DELETED") ? null : 1, Types.INTEGER);
    }

    private void setMembership(PreparedStatement insert, Audit audit) throws SQLException {
        insert.setObject(1, date);
        insert.setString(2, userid);
        insert.setString(3, audit.action());
        insert.setInt(4, audit.customerNo());
        insert.setInt(5, audit.key());
        insert.setString(6, audit.column());
        insert.setString(7, audit.before());
        insert.setString(8, audit.after());
    }

    private static String text(Object value) {
        return value == null ? null : String.valueOf(value);
    }

    private record Audit(
            String action, String table, String column, String before, String after, int key, int customerNo) {}
}
