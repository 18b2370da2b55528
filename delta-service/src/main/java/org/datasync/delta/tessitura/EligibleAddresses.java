package org.datasync.delta.tessitura;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.delta.database.Sql;

/**
 * Which electronic addresses of a constituent count, as SQL conditions on an alias of {@code T_EADDRESS}. Everything
 * that does not change during a run is a number or a date in the text: ids of types and categories, today, the month.
 *
 * @param emailTypes address types that are for e-mail
 * @param emailCategories contact point categories that mean {@code T_EADDRESS}
 * @param permissionType the contact permission type to ask; empty where none is configured or it is to be ignored
 * @param acceptingAnswer the answer that permits
 * @param today the database's date
 */
public record EligibleAddresses(
        Filters filters,
        List<Integer> emailTypes,
        List<Integer> emailCategories,
        Optional<Integer> permissionType,
        String acceptingAnswer,
        LocalDate today,
        boolean binaryCollation) {
    private static final int LONGEST = 80;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String OTHERS = "0123456789!#$%&''*+-/=?^_`{|}~";
    /** A blank becomes a character that no address may have: comparisons ignore blanks at the end. */
    private static final String FROM = LETTERS + OTHERS + " ";

    private static final String TO = "a".repeat(LETTERS.length()) + "b".repeat(OTHERS.length() - 1) + "\"";

    public EligibleAddresses {
        emailTypes = List.copyOf(emailTypes);
        emailCategories = List.copyOf(emailCategories);
        if (!acceptingAnswer.matches("[A-Za-z]")) {
            throw new IllegalArgumentException("the accepting answer is one letter");
        }
    }

    /** Gives the statements the conditions for the aliases {@code e} and {@code o}. */
    public Sql into(Sql sql) {
        Sql all = sql;
        for (String alias : List.of("e", "o")) {
            all = all.fragment("key." + alias, key(alias))
                    .fragment("email." + alias, email(alias))
                    .fragment("valid." + alias, valid(alias))
                    .fragment("eligible." + alias, eligible(alias))
                    .fragment("level." + alias, level(alias));
        }
        return all;
    }

    /** Trimmed and in lower case, compared byte by byte. */
    String key(String alias) {
        return "LOWER(LTRIM(RTRIM(" + alias + ".address)))" + collation();
    }

    private String trimmed(String alias) {
        return "LTRIM(RTRIM(" + alias + ".address))" + collation();
    }

    private String collation() {
        return binaryCollation ? " COLLATE Latin1_General_BIN2" : "";
    }

    private String email(String alias) {
        return alias + ".eaddress_type IN (" + numbers(emailTypes) + ")";
    }

    private String eligible(String alias) {
        return String.join(
                " AND ",
                email(alias),
                active(alias),
                season(alias),
                type(alias),
                purpose(alias),
                primary(alias),
                permission(alias),
                valid(alias));
    }

    /** 0 is no address at all; then the number of the rule that stopped it; 8 is eligible. */
    private String level(String alias) {
        return "CASE WHEN NOT (" + active(alias) + ") THEN 1 WHEN NOT (" + season(alias) + ") THEN 2 WHEN NOT ("
                + type(alias) + ") THEN 3 WHEN NOT (" + purpose(alias) + ") THEN 4 WHEN NOT (" + primary(alias)
                + ") THEN 5 WHEN NOT (" + permission(alias) + ") THEN 6 WHEN NOT (" + valid(alias)
                + ") THEN 7 ELSE 8 END";
    }

    private static String active(String alias) {
        return alias + ".inactive <> 'Y'";
    }

    private String season(String alias) {
        String begin = "CAST('" + LocalDateTime.of(today, LocalTime.MIDNIGHT) + ":00' AS DATETIME)";
        String end = "CAST('" + LocalDateTime.of(today.plusDays(1), LocalTime.MIDNIGHT) + ":00' AS DATETIME)";
        return "(" + alias + ".start_dt IS NULL OR " + alias + ".start_dt < " + end + ") AND (" + alias
                + ".end_dt IS NULL OR " + alias + ".end_dt >= " + begin + ") AND (" + alias
                + ".months IS NULL OR RTRIM("
                + alias + ".months) = '' OR SUBSTRING(" + alias + ".months, " + today.getMonthValue() + ", 1) = 'Y')";
    }

    private String type(String alias) {
        return filters.eaddressTypes().isEmpty()
                ? "1 = 1"
                : alias + ".eaddress_type IN (" + numbers(filters.eaddressTypes()) + ")";
    }

    private String purpose(String alias) {
        return filters.contactPointPurposes().isEmpty()
                ? "1 = 1"
                : "EXISTS (SELECT 1 FROM {tessitura}TX_CONTACT_POINT_PURPOSE cpp WHERE cpp.contact_point_id = " + alias
                        + ".eaddress_no AND cpp.contact_point_category IN (" + numbers(emailCategories)
                        + ") AND cpp.purpose_id IN (" + numbers(filters.contactPointPurposes()) + "))";
    }

    private String primary(String alias) {
        return filters.primaryOnly() ? alias + ".primary_ind = 'Y'" : "1 = 1";
    }

    private String permission(String alias) {
        return permissionType.isEmpty() || filters.ignoreContactPermissions()
                ? "1 = 1"
                : "EXISTS (SELECT 1 FROM {tessitura}TX_CUST_CONTACT_PERM_TYPE cp WHERE cp.customer_no = " + alias
                        + ".customer_no AND cp.type_id = " + permissionType.get() + " AND cp.answer = '"
                        + acceptingAnswer + "')";
    }

    /**
     * The import's rules: printable ASCII without certain characters, one {@code @} behind a local part, a dot in the
     * domain with at least two letters behind it. Letters become {@code a}, the other characters {@code b} and then
     * nothing, so that what is left is a pattern of letters, dots and one {@code @}, and nothing else but that without
     * letters and dots. Judged before small letters are made: some signs beyond ASCII have a small letter in it.
     */
    private String valid(String alias) {
        String shape = "REPLACE(TRANSLATE(" + trimmed(alias) + ", '" + FROM + "', '" + TO + "'), 'b', '')";
        return trimmed(alias) + " NOT LIKE '@%' AND " + shape + " LIKE '%@%.%aa' AND REPLACE(REPLACE("
                + shape + ", 'a', ''), '.', '') = '@' AND LEN(" + trimmed(alias)
                + ") <= " + LONGEST;
    }

    private static String numbers(List<Integer> values) {
        return values.isEmpty() ? "-1" : values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
