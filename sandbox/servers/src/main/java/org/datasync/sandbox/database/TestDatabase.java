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
     * The server that speaks T-SQL named by the system properties {@code testserver.url}, {@code testserver.user} and
     * {@code testserver.password}, if there is one. The build sets them for modules whose tests can run on it.
     */
    public static Optional<TestDatabase> external() {
        return property("testserver.url")
                .map(url -> new TestDatabase(
                        url,
                        property("testserver.user").orElse(""),
                        property("testserver.password").orElse("")));
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
