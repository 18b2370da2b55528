package org.datasync.sandbox.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import org.datasync.sandbox.database.DatabaseServer;
import org.datasync.sandbox.database.TestDatabase;
import org.datasync.sandbox.tessitura.Tessitura;

/**
 * The servers that all test classes of a JVM share. Each starts when first asked for, keeps its data below
 * {@code target/servers} and ends with the JVM.
 *
 * <p>Quarkus loads test classes again for each application it starts, so the servers themselves live in the system
 * class loader and outlast every application.
 */
public final class Servers {
    private Servers() {}

    /** The broker's bootstrap servers. The topics of the contracts exist and have leaders. */
    public static String kafka() {
        return call("kafka");
    }

    /**
     * A database with the schema {@code dbo} in the embedded server; or the server that speaks T-SQL, whatever the
     * name, when the build was given one.
     */
    public static TestDatabase database(String name) {
        return TestDatabase.external()
                .orElseGet(() ->
                        new TestDatabase(call("databaseUrl", name), DatabaseServer.USER, DatabaseServer.PASSWORD));
    }

    /**
     * A database with a synthetic Tessitura of so many constituents, unless it has one already; on the given server
     * that speaks T-SQL likewise.
     */
    public static TestDatabase tessitura(String name, int constituents) {
        Optional<TestDatabase> external = TestDatabase.external();
        if (external.isEmpty()) {
            return new TestDatabase(
                    call("tessituraUrl", name, constituents), DatabaseServer.USER, DatabaseServer.PASSWORD);
        }
        try (Connection connection = external.get().connect()) {
            Tessitura.create(connection, constituents, Tessitura.SEED);
            return external.get();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot fill " + external.get(), e);
        }
    }

    private static String call(String method, Object... arguments) {
        try {
            Class<?> servers = Class.forName(
                    Servers.class.getPackageName() + ".SharedServers", true, ClassLoader.getSystemClassLoader());
            Method target = servers.getDeclaredMethod(
                    method, Arrays.stream(arguments).map(Object::getClass).toArray(Class<?>[]::new));
            target.setAccessible(true);
            return (String) inSystemLoader(target, arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException("cannot serve: " + method, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no such server: " + method, e);
        }
    }

    /** The servers' threads must not keep the class loader of the application that happened to come first. */
    private static Object inSystemLoader(Method target, Object... arguments) throws ReflectiveOperationException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        try {
            return target.invoke(null, arguments);
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
