package org.datasync.delta.tessitura;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.Sql;

/** What the filters of a sync can be. */
@ApplicationScoped
public class ChoiceReader {
    private final Database database;
    private final Sql sql;
    private final SettingsReader settings;

    ChoiceReader(Database database, SettingsReader settings) {
        this.database = database;
        this.sql = database.sql();
        this.settings = settings;
    }

    /** Active purposes that Tessitura offers for electronic addresses. */
    public List<Choice> contactPointPurposes() {
        return purposes(" AND (p.inactive IS NULL OR p.inactive <> 'Y')");
    }

    /** Also inactive ones: addresses may still have them. */
    public List<Choice> allContactPointPurposes() {
        return purposes("");
    }

    /** Active address types that are for e-mail. */
    public List<Choice> eaddressTypes() {
        return types(" AND (inactive IS NULL OR inactive <> 'Y')");
    }

    /** Also inactive ones: addresses may still have them. */
    public List<Choice> allEaddressTypes() {
        return types("");
    }

    private List<Choice> purposes(String condition) {
        return choices("SELECT p.id, p.description FROM {tessitura}TR_CONTACT_POINT_PURPOSE p"
                + " WHERE EXISTS (SELECT 1 FROM {tessitura}TX_CONTACT_POINT_CATEGORY_PURPOSE cp"
                + " JOIN {tessitura}TR_CONTACT_POINT_CATEGORY c ON c.id = cp.contact_point_category"
                + " WHERE cp.purpose_id = p.id AND c.contact_point_table = 'T_EADDRESS')" + condition
                + " ORDER BY p.description, p.id");
    }

    private List<Choice> types(String condition) {
        return choices("SELECT id, description FROM {tessitura}TR_EADDRESS_TYPE WHERE email_ind = 'Y'" + condition
                + " ORDER BY description, id");
    }

    /** The contact permission type that decides about e-mail, if one is configured. */
    public Optional<Choice> contactPermission() {
        return database.call(connection -> {
            Optional<Integer> type = settings.contactPermissionType(connection);
            if (type.isEmpty()) {
                return Optional.empty();
            }
            return sql
                    .query(
                            connection,
                            "SELECT id, description FROM {tessitura}TR_CONTACT_PERM_TYPE WHERE id = ?",
                            Sql.list(row -> new Choice(row.getInt(1), row.getString(2))),
                            type.get())
                    .stream()
                    .findFirst()
                    .or(() -> Optional.of(new Choice(type.get(), null)));
        });
    }

    private List<Choice> choices(String query) {
        return database.call(connection ->
                sql.query(connection, query, Sql.list(row -> new Choice(row.getInt(1), row.getString(2)))));
    }
}
