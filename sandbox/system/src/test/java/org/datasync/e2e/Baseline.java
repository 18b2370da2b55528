package org.datasync.e2e;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;

/** What delta-service has recorded about a sync. */
final class Baseline {
    private final LocalSystem system;
    private final int syncId;

    Baseline(LocalSystem system, int syncId) {
        this.system = system;
        this.syncId = syncId;
    }

    boolean isMember(int constituentNo) throws SQLException {
        return text("SELECT 'Y' FROM dbo.LT_P2_LIST_CONTENTS WHERE sync_id = ? AND customer_no = ?", constituentNo)
                != null;
    }

    /** TAGGED, IN_DOUBT, PENDING or REFUSED; null if nothing is recorded. */
    String state(int constituentNo, String address) throws SQLException {
        return text(
                "SELECT state FROM dbo.LT_P2_ADDRESS WHERE sync_id = ? AND customer_no = ? AND address_key = ?",
                constituentNo,
                address);
    }

    /** All that are recorded in a state. */
    Set<String> addresses(String state) throws SQLException {
        try (Connection connection = system.connect(Part.DELTA);
                PreparedStatement select = connection.prepareStatement(
                        "SELECT DISTINCT address_key FROM dbo.LT_P2_ADDRESS WHERE sync_id = ? AND state = ?")) {
            select.setInt(1, syncId);
            select.setString(2, state);
            try (ResultSet row = select.executeQuery()) {
                var addresses = new TreeSet<String>();
                while (row.next()) {
                    addresses.add(row.getString(1));
                }
                return addresses;
            }
        }
    }

    /** Whether a cancellation of a run of the sync has reached delta-service. */
    boolean isCancelled() throws SQLException {
        return text("SELECT MAX(cancel_by) FROM dbo.LT_P2_RUN WHERE sync_id = ?") != null;
    }

    private String text(String sql, Object... parameters) throws SQLException {
        try (Connection connection = system.connect(Part.DELTA);
                PreparedStatement select = connection.prepareStatement(sql)) {
            select.setInt(1, syncId);
            for (int i = 0; i < parameters.length; i++) {
                select.setObject(i + 2, parameters[i]);
            }
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }
}
