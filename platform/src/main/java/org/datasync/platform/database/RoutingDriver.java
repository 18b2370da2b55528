package org.datasync.platform.database;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.logging.Logger;

/**
 * One JDBC driver for the package, the real one by the URL at run time: {@code jdbc:sqlserver:} in production,
 * {@code jdbc:h2:} in the sandbox and in tests. Quarkus fixes the driver class at build time; this keeps one package
 * for both.
 */
public final class RoutingDriver implements Driver {
    private static final Set<String> EMBEDDED_PROPERTIES = Set.of("user", "password");
    /**
     * Nobody waits for a lock without end, as nobody does in the embedded database: work from rows is tried again. And a
     * DBA sees whose sessions these are.
     */
    private static final Map<String, String> SERVER_DEFAULTS =
            Map.of("lockTimeout", "60000", "applicationName", "Data Sync");

    @Override
    public Connection connect(String url, Properties properties) throws SQLException {
        if (isEmbedded(url)) {
            Properties known = new Properties();
            EMBEDDED_PROPERTIES.stream()
                    .filter(properties::containsKey)
                    .forEach(name -> known.setProperty(name, properties.getProperty(name)));
            return new org.h2.Driver().connect(url, known);
        }
        return isSqlServer(url)
                ? new com.microsoft.sqlserver.jdbc.SQLServerDriver().connect(url, withDefaults(url, properties))
                : null;
    }

    /** What the URL or the pool says goes first. */
    static Properties withDefaults(String url, Properties properties) {
        Properties all = new Properties();
        SERVER_DEFAULTS.forEach((name, value) -> {
            if (!url.toLowerCase(Locale.ROOT).contains(";" + name.toLowerCase(Locale.ROOT) + "=")) {
                all.setProperty(name, value);
            }
        });
        properties.stringPropertyNames().forEach(name -> all.setProperty(name, properties.getProperty(name)));
        return all;
    }

    @Override
    public boolean acceptsURL(String url) {
        return isSqlServer(url) || isEmbedded(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties properties) {
        return new DriverPropertyInfo[0];
    }

    @Override
    public int getMajorVersion() {
        return 1;
    }

    @Override
    public int getMinorVersion() {
        return 0;
    }

    @Override
    public boolean jdbcCompliant() {
        return true;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException("logging belongs to the drivers behind this one");
    }

    private static boolean isSqlServer(String url) {
        return url != null && url.startsWith("jdbc:sqlserver:");
    }

    private static boolean isEmbedded(String url) {
        return url != null && url.startsWith("jdbc:h2:");
    }
}
