package org.datasync.delta.benchmark;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.delta.database.Names;
import org.datasync.delta.database.Sql;
import org.datasync.delta.tessitura.EligibleAddresses;

/**
 * A Tessitura of made-up constituents with a list, in proportions as found in the field: of 100 constituents 4 have no
 * address, 2 an invalid one, 20 a second one, 5 one that they share with neighbours; 3 answer no, 2 were never asked;
 * 3 of 100 addresses are written with blanks and capitals.
 *
 * @param count members of the list; behind them are as many constituents as join
 */
record Members(int count) {
    static final int LIST = 900;
    static final int TENTH = 901;
    static final int HUNDREDTH = 902;
    static final int SYNC = 1;
    static final String TAG = "7";
    private static final int CHUNK = 100_000;

    Members {
        if (count < 100 || count % 100 != 0) {
            throw new IllegalArgumentException("one in a hundred moves: %d members".formatted(count));
        }
    }

    /** One in a hundred leaves and one joins. */
    int moving() {
        return count / 100;
    }

    /** Statements with the names and conditions that the service puts in. */
    static Sql sql() {
        return eligible().into(Sql.of(Names.DEFAULT)).with("sync", SYNC).with("list", LIST);
    }

    static EligibleAddresses eligible() {
        return new EligibleAddresses(
                new Filters(List.of(), List.of(), false, false),
                List.of(1, 2),
                List.of(3),
                Optional.of(1),
                "Y",
                LocalDate.now(),
                false);
    }

    /** The vendor's tables are there and empty, without indexes. */
    void fill(Connection connection) throws SQLException {
        execute(connection, "INSERT INTO dbo.TR_PREFIX (id, description) VALUES (0, ''), (1, 'Mr.'), (2, 'Ms.')");
        execute(
                connection,
                "INSERT INTO dbo.TR_EADDRESS_TYPE (id, description, email_ind) VALUES (1, 'Home', 'Y'), (2, 'Work', 'Y'),"
                        + " (8, 'Web site', 'N')");
        execute(
                connection,
                "INSERT INTO dbo.TR_CONTACT_POINT_CATEGORY (id, description, contact_point_table, contact_point_key)"
                        + " VALUES (3, 'Electronic address', 'T_EADDRESS', 'eaddress_no')");
        execute(
                connection,
                "INSERT INTO dbo.T_DEFAULTS (id, parent_table, field_name, default_value, inactive)"
                        + " VALUES (1, 'Impresario', 'P2ContactPermissionType', '1', 'N')");
        for (int list : new int[] {LIST, TENTH, HUNDREDTH}) {
            execute(
                    connection,
                    "INSERT INTO dbo.T_LIST (list_no, list_desc, control_group, criteria, recalc_status, tms, inactive)"
                            + " VALUES (" + list + ", 'Members', 1, '', 'Y', 'Y', 'N')");
        }
        inChunks(
                connection,
                "INSERT INTO dbo.T_CUSTOMER (customer_no, prefix, fname, lname, sort_name, inactive, create_dt)"
                        + " SELECT x, MOD(x, 3), 'Given' || MOD(x, 977), 'Family' || MOD(x, 9973), 'FAMILY', 1, GETDATE()");
        addresses(
                connection,
                0,
                1,
                "CASE WHEN MOD(x, 50) = 7 THEN 'none given' WHEN MOD(x, 100) IN (3, 33, 66) THEN ' Given' || x"
                        + " || '@Example.ORG ' ELSE 'given' || MOD(x, 977) || '.family' || x || '@example.org' END",
                "MOD(x, 25) <> 24");
        addresses(connection, 10_000_000, 2, "'work.' || x || '@example.net'", "MOD(x, 5) = 2");
        addresses(connection, 20_000_000, 1, "'family.' || (x / 3) || '@example.com'", "MOD(x / 3, 20) = 9");
        inChunks(
                connection,
                "INSERT INTO dbo.TX_CUST_CONTACT_PERM_TYPE (id, customer_no, type_id, answer)"
                        + " SELECT x, x, 1, CASE WHEN MOD(x, 100) IN (11, 44, 77) THEN 'N' ELSE 'Y' END",
                "MOD(x, 100) NOT IN (22, 88)");
    }

    /** The members before anybody moves, and the first tenth and hundredth of them as lists of their own. */
    void listBefore(Connection connection) throws SQLException {
        execute(connection, "TRUNCATE TABLE dbo.T_LIST_CONTENTS");
        list(connection, LIST, "x <= " + count);
        list(connection, TENTH, "x <= " + count / 10);
        list(connection, HUNDREDTH, "x <= " + count / 100);
    }

    /** One in a hundred has left, the constituents behind the members have joined. */
    void listAfter(Connection connection) throws SQLException {
        execute(connection, "TRUNCATE TABLE dbo.T_LIST_CONTENTS");
        list(connection, LIST, "(x > " + count + " OR MOD(x, 100) <> 1)");
    }

    /** As if all members who qualify had been tagged. The sync's tables are there and empty. */
    void baseline(Connection connection) throws SQLException {
        Sql sql = sql();
        sql.execute(
                connection,
                "INSERT INTO {p2}SYNC (sync_id, tag_id, list_no, updated_at) VALUES ({sync}, '" + TAG
                        + "', {list}, CURRENT_TIMESTAMP)");
        sql.execute(
                connection,
                "INSERT INTO {contents} (sync_id, list_no, customer_no, created_by, create_dt)"
                        + " SELECT {sync}, {list}, m.customer_no, 'datasync', GETDATE() FROM dbo.T_LIST_CONTENTS m"
                        + " WHERE m.list_no = {list} AND EXISTS (SELECT 1 FROM dbo.T_EADDRESS e"
                        + " WHERE e.customer_no = m.customer_no AND {eligible.e}) ORDER BY m.customer_no");
        sql.execute(
                connection,
                "INSERT INTO {p2}ADDRESS (sync_id, customer_no, address, address_key, state, run_no, updated_at)"
                        + " SELECT {sync}, e.customer_no, MIN(LTRIM(RTRIM(e.address))), {key.e}, 'TAGGED', 0,"
                        + " CURRENT_TIMESTAMP FROM {contents} b JOIN dbo.T_EADDRESS e ON e.customer_no = b.customer_no"
                        + " WHERE b.sync_id = {sync} AND {eligible.e} GROUP BY e.customer_no, {key.e}"
                        + " ORDER BY e.customer_no");
    }

    private void list(Connection connection, int list, String condition) throws SQLException {
        inChunks(
                connection, "INSERT INTO dbo.T_LIST_CONTENTS (list_no, customer_no) SELECT " + list + ", x", condition);
        execute(
                connection,
                "UPDATE dbo.T_LIST SET num_members = (SELECT COUNT(*) FROM dbo.T_LIST_CONTENTS WHERE list_no = " + list
                        + ") WHERE list_no = " + list);
    }

    private void addresses(Connection connection, int offset, int type, String address, String condition)
            throws SQLException {
        inChunks(
                connection,
                "INSERT INTO dbo.T_EADDRESS (eaddress_no, customer_no, eaddress_type, address, primary_ind, inactive,"
                        + " market_ind, months, create_dt) SELECT x + " + offset + ", x, " + type + ", " + address
                        + ", 'Y', 'N', 'Y', 'YYYYYYYYYYYY', GETDATE()",
                condition);
    }

    private void inChunks(Connection connection, String insert) throws SQLException {
        inChunks(connection, insert, "1 = 1");
    }

    private void inChunks(Connection connection, String insert, String condition) throws SQLException {
        int all = count + moving();
        for (int first = 1; first <= all; first += CHUNK) {
            execute(
                    connection,
                    insert + " FROM SYSTEM_RANGE(" + first + ", " + Math.min(all, first + CHUNK - 1) + ") WHERE "
                            + condition);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
