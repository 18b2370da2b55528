package org.datasync.delta.world;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.datasync.delta.install.TransactSqlScript;
import org.datasync.platform.database.RoutingDriver;
import org.datasync.sandbox.database.TestDatabase;

/**
 * A database with Tessitura's schema and our tables: an embedded one in memory, or the server that speaks T-SQL named by
 * {@code -Dsqlserver.url}, emptied.
 */
public final class DeltaDatabase {
    public static final String SERVICE = "datasync_test";
    public static final String PASSWORD = "Datasync-1-test";
    /** Part of the synthetic Tessitura only: whoever has it is not a real one. */
    private static final String MARK = "LT_SANDBOX_TESSITURA";
    /** What migrations of the other services keep beside Tessitura's tables: without it they would not run again. */
    private static final Pattern OF_OTHERS = Pattern.compile("DATABASECHANGELOG(LOCK)?_(?!DELTA).*");

    private DeltaDatabase() {}

    /** A connection to a database with empty tables. Closing it ends an embedded one. */
    public static Connection create() throws SQLException {
        Connection connection = tessitura();
        migrate(connection);
        return connection;
    }

    /** As {@link #create}, always in memory. */
    public static Connection embedded() throws SQLException {
        Connection connection = tessitura(inMemory());
        migrate(connection);
        return connection;
    }

    /** As {@link #create}, without our tables. */
    public static Connection tessitura() throws SQLException {
        return tessitura(empty());
    }

    /** Makes Tessitura's schema in an empty database. */
    public static Connection tessitura(Connection connection) throws SQLException {
        vendor(connection);
        indexes(connection);
        return connection;
    }

    /** A connection to a database with the schema {@code dbo} and nothing of ours or Tessitura's in it. */
    public static Connection empty() throws SQLException {
        Optional<TestDatabase> server = TestDatabase.external();
        if (server.isEmpty()) {
            return inMemory();
        }
        Connection connection = server.get().connect();
        clear(connection);
        return connection;
    }

    /** An embedded database with the schema {@code dbo} and nothing in it, whatever server is named. */
    public static Connection inMemory() throws SQLException {
        return DriverManager.getConnection("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=MSSQLServer;DATABASE_TO_UPPER=FALSE;CASE_INSENSITIVE_IDENTIFIERS=TRUE"
                + ";INIT=CREATE SCHEMA IF NOT EXISTS dbo");
    }

    /** The vendor's tables and views, without the indexes. */
    public static void vendor(Connection connection) throws SQLException {
        run(connection, ChangeSet.statements(ChangeSet.text("tessitura/schema.sql")));
    }

    /** The indexes of the vendor's tables. */
    public static void indexes(Connection connection) throws SQLException {
        run(connection, ChangeSet.statements(ChangeSet.text("tessitura/indexes.sql")));
    }

    /** Our tables and views. */
    public static void migrate(Connection connection) throws SQLException {
        String kind = isEmbedded(connection) ? "h2" : "mssql";
        for (ChangeSet changeSet : ChangeSet.all()) {
            if (changeSet.isFor(kind)) {
                run(connection, changeSet.statements());
            }
        }
    }

    /** Another connection to the same database, as a user who has no other rights than the role for the service. */
    public static Connection asService(Connection owner) throws SQLException {
        makeServiceUser(owner);
        String url = TestDatabase.external()
                .map(TestDatabase::url)
                .orElse(owner.getMetaData().getURL());
        return DriverManager.getConnection(url, SERVICE, PASSWORD);
    }

    /** A user of the database with the role. */
    public static void makeServiceUser(Connection owner) throws SQLException {
        if (isEmbedded(owner)) {
            execute(owner, "CREATE USER IF NOT EXISTS " + SERVICE + " PASSWORD '" + PASSWORD + "'");
            execute(owner, "GRANT datasync_delta TO " + SERVICE);
            return;
        }
        execute(
                owner,
                "IF NOT EXISTS (SELECT 1 FROM sys.server_principals WHERE name = N'" + SERVICE + "') CREATE LOGIN "
                        + SERVICE + " WITH PASSWORD = '" + PASSWORD + "'");
        execute(
                owner,
                "IF NOT EXISTS (SELECT 1 FROM sys.database_principals WHERE name = N'" + SERVICE + "') CREATE USER "
                        + SERVICE + " FOR LOGIN " + SERVICE + " WITH DEFAULT_SCHEMA = dbo");
        execute(owner, "ALTER ROLE datasync_delta ADD MEMBER " + SERVICE);
    }

    /** Through the driver itself: the driver manager does not see it in the class loader of a Quarkus test. */
    public static Connection connect(TestDatabase database) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", database.user());
        properties.setProperty("password", database.password());
        return new RoutingDriver().connect(database.url(), properties);
    }

    /** As {@link #create}, by the scripts for the DBA; the list generation is not part of this database. */
    public static Connection installed() throws SQLException {
        Connection connection = tessitura();
        TransactSqlScript.read("01-tables.sql").run(connection);
        TransactSqlScript.read("02-views.sql").run(connection);
        TransactSqlScript.read("03-role.sql")
                .replace("GRANT EXECUTE ON dbo.LP_P2_GENERATE_LIST TO datasync_delta;", "")
                .run(connection);
        return connection;
    }

    /**
     * Drops all tables and views of a test database, its mark last.
     *
     * @throws IllegalStateException if there are some without the mark: it may be somebody's Tessitura
     */
    public static void clear(Connection connection) throws SQLException {
        Set<String> tables = names(connection, "BASE TABLE", "TABLE");
        if (!tables.isEmpty() && !tables.remove(MARK)) {
            throw new IllegalStateException(
                    "The database is neither empty nor one of these tests: nothing was touched");
        }
        for (String view : names(connection, "VIEW")) {
            execute(connection, "DROP VIEW dbo." + view);
        }
        for (String table : tables) {
            execute(connection, "DROP TABLE dbo." + table);
        }
        execute(connection, "DROP TABLE IF EXISTS dbo." + MARK);
    }

    private static Set<String> names(Connection connection, String... types) throws SQLException {
        try (ResultSet found = connection.getMetaData().getTables(null, "dbo", "%", types)) {
            Set<String> names = new TreeSet<>();
            while (found.next()) {
                String name = found.getString("TABLE_NAME");
                if (!OF_OTHERS.matcher(name).matches()) {
                    names.add(name);
                }
            }
            return names;
        }
    }

    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Whether the database compares text by bytes only when it is told to. */
    public static boolean needsBinaryCollation(Connection connection) throws SQLException {
        return !isEmbedded(connection);
    }

    private static boolean isEmbedded(Connection connection) throws SQLException {
        return connection.getMetaData().getDatabaseProductName().equals("H2");
    }

    private static void run(Connection connection, List<String> statements) throws SQLException {
        for (String sql : statements) {
            execute(connection, sql);
        }
    }
}
