package org.datasync.delta.benchmark;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A connection that asks the database how it is going to execute each statement, before it does, and collects the
 * tables that are read from one end to the other.
 */
final class Explained {
    /** A table of the plan with what the database says about the way into it. */
    private static final Pattern ACCESS = Pattern.compile(
            "(?:FROM|JOIN|UPDATE)\\s+\"dbo\"\\.\"(\\w+)\"[^/]*/\\*\\s*([^*]*?)\\s*\\*/", Pattern.DOTALL);

    private static final Pattern TARGET = Pattern.compile("^(INSERT INTO|UPDATE|DELETE FROM) (?:dbo\\.)?(\\w+)");

    private final Connection connection;
    private final Set<String> wholeReads = new TreeSet<>();

    Explained(Connection connection) {
        this.connection = connection;
    }

    /** What was read whole, as {@code "INSERT INTO A: B"} or {@code "SELECT: B"}. */
    Set<String> wholeReads() {
        return wholeReads;
    }

    Connection connection() {
        return proxy(
                Connection.class,
                connection,
                (method, arguments, result) -> method.getName().equals("prepareStatement") && arguments.length == 1
                        ? statement((String) arguments[0], (PreparedStatement) result)
                        : result);
    }

    private PreparedStatement statement(String sql, PreparedStatement statement) throws SQLException {
        PreparedStatement explanation = connection.prepareStatement("EXPLAIN " + sql);
        return (PreparedStatement) Proxy.newProxyInstance(
                Explained.class.getClassLoader(),
                new Class<?>[] {PreparedStatement.class},
                (self, method, arguments) -> {
                    if (method.getName().startsWith("set") && arguments.length == 2) {
                        call(method, explanation, arguments);
                    } else if (method.getName().startsWith("execute")) {
                        explain(sql, explanation);
                    }
                    return call(method, statement, arguments);
                });
    }

    private void explain(String sql, PreparedStatement explanation) throws SQLException {
        Matcher target = TARGET.matcher(sql.strip());
        String name = target.find() ? target.group(1) + " " + target.group(2) : "SELECT";
        try (ResultSet result = explanation.executeQuery()) {
            result.next();
            for (String table : readWhole(result.getString(1))) {
                wholeReads.add(name + ": " + table);
            }
        }
    }

    private static List<String> readWhole(String plan) {
        List<String> tables = new ArrayList<>();
        if (plan.contains("/* direct lookup */")) {
            // The greatest value of an index: one row is read, whatever the way in is called.
            return tables;
        }
        Matcher access = ACCESS.matcher(plan);
        while (access.find()) {
            String way = access.group(2);
            // An index is used for a search only where a condition stands behind its name.
            if (way.contains("tableScan") || !way.contains(":")) {
                tables.add(access.group(1));
            }
        }
        return tables;
    }

    private static <T> T proxy(Class<T> type, T target, Changed changed) {
        return type.cast(Proxy.newProxyInstance(
                Explained.class.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> changed.result(method, arguments, call(method, target, arguments))));
    }

    private static Object call(Method method, Object target, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    /** What a call returns instead. */
    @FunctionalInterface
    private interface Changed {
        Object result(Method method, Object[] arguments, Object result) throws Throwable;
    }
}
