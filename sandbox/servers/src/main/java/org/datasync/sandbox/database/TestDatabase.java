package org.datasync.sandbox.database;

import static java.util.Objects.requireNonNull;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/** How to reach a database from a test. */
public record TestDatabase(String url, String user, String password) {
    public TestDatabase {
        requireNonNull(url, "url");
        requireNonNull(user, "user");
        requireNonNull(password, "password");
    }

    /**
     * The server that speaks T-SQL named by the system properties {@code sqlserver.url}, {@code sqlserver.user} and
     * {@code sqlserver.password}, if there is one.
     */
    public static Optional<TestDatabase> external() {
        return property("sqlserver.url")
                .map(url -> new TestDatabase(
                        url,
                        property("sqlserver.user").orElse(""),
                        property("sqlserver.password").orElse("")));
    }

    /** Whether this is a server that speaks T-SQL rather than the embedded database. */
    public boolean speaksTransactSql() {
        return !url.startsWith("jdbc:h2:");
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }

    @Override
    public String toString() {
        return "TestDatabase[" + url + "]";
    }

    private static Optional<String> property(String name) {
        return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
    }
}
