package org.datasync.delta.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.datasync.delta.world.DeltaDatabase;
import org.datasync.sandbox.database.DatabaseServer;

/**
 * Makes the databases for one number of members: {@code Filling <directory> <members> <with one for the service>}. In a
 * JVM of its own that may be large, because nobody measures it; afterwards the databases are closed and compact.
 */
final class Filling {
    private Filling() {}

    public static void main(String[] arguments) throws Exception {
        Path directory = Path.of(arguments[0]);
        Members members = new Members(Integer.parseInt(arguments[1]));
        boolean service = Boolean.parseBoolean(arguments[2]);
        try (DatabaseServer server = DatabaseServer.start(directory, 0);
                Connection connection = connect(server, PlanBench.database(members))) {
            DeltaDatabase.vendor(connection);
            members.fill(connection);
            members.listBefore(connection);
            DeltaDatabase.indexes(connection);
            Members.execute(connection, "ANALYZE");
        }
        if (service) {
            Files.copy(
                    directory.resolve(PlanBench.database(members) + ".mv.db"),
                    directory.resolve(ServiceBench.DATABASE + ".mv.db"));
        }
        try (DatabaseServer server = DatabaseServer.start(directory, 0);
                Connection connection = connect(server, PlanBench.database(members))) {
            DeltaDatabase.migrate(connection);
            members.baseline(connection);
            BareStatements.create(connection);
            Members.execute(connection, "ANALYZE");
        }
    }

    private static Connection connect(DatabaseServer server, String name) throws Exception {
        Connection connection =
                DriverManager.getConnection(server.url(name), DatabaseServer.USER, DatabaseServer.PASSWORD);
        // Otherwise a query that is asked again over unchanged tables is answered from memory.
        Members.execute(connection, "SET OPTIMIZE_REUSE_RESULTS 0");
        return connection;
    }
}
