package org.datasync.delta.tessitura;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;

/** Reads List Manager's lists through the view a site can adapt. */
@ApplicationScoped
public class ListReader {
    private static final String COLUMNS = "list_no, description, approximate_count, output_set_no, output_set,"
            + " dynamic_ind, prospect2_ind, inactive_ind, visible_ind FROM {views}LISTS";
    private static final int LIMIT = 500;

    private final Database database;
    private final Sql sql;

    ListReader(Database database) {
        this.database = database;
        this.sql = database.sql();
    }

    public Optional<TessituraList> find(int listNo) {
        return database.call(connection -> find(connection, listNo));
    }

    public Optional<TessituraList> find(Connection connection, int listNo) throws SQLException {
        return sql
                .query(connection, "SELECT " + COLUMNS + " WHERE list_no = ?", Sql.list(ListReader::read), listNo)
                .stream()
                .findFirst();
    }

    /** Lists that can be the source of a sync and whose number or description contains the words. */
    public List<TessituraList> usable(String search) {
        String pattern = "%" + search.strip().toUpperCase(Locale.ROOT).replaceAll("[%_\\[]", "") + "%";
        return database.call(connection -> sql.query(
                connection,
                "SELECT TOP (" + LIMIT + ") " + COLUMNS
                        + " WHERE dynamic_ind = 'Y' AND prospect2_ind = 'Y' AND inactive_ind = 'N' AND visible_ind = 'Y'"
                        + " AND (UPPER(description) LIKE ? OR CAST(list_no AS VARCHAR(12)) LIKE ?)"
                        + " ORDER BY description, list_no",
                Sql.list(ListReader::read),
                pattern,
                pattern));
    }

    private static TessituraList read(ResultSet row) throws SQLException {
        return new TessituraList(
                row.getInt("list_no"),
                row.getString("description"),
                row.getObject("approximate_count", Integer.class),
                row.getObject("output_set_no", Integer.class),
                row.getString("output_set"),
                isYes(row, "dynamic_ind"),
                isYes(row, "prospect2_ind"),
                !isYes(row, "inactive_ind"),
                isYes(row, "visible_ind"));
    }

    private static boolean isYes(ResultSet row, String column) throws SQLException {
        return "Y".equals(row.getString(column));
    }
}
