package org.datasync.delta.tessitura;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;
import org.datasync.delta.database.PlainDatabase;
import org.datasync.delta.world.Configs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProcedureGeneratorTest {
    private static final int LIST = 101;
    private final DeltaConfig config = Configs.of("generation.procedure", "dbo.GENERATE", "generation.timeout", "PT1S");
    private PlainDatabase tables;

    @BeforeEach
    void open() throws SQLException {
        tables = new PlainDatabase(config);
    }

    @AfterEach
    void close() throws SQLException {
        tables.close();
    }

    @Test
    void whatTheProcedureReturnsAsMembersIsTheCount() throws Exception {
        procedure("reports");

        assertThat(generator().generate(LIST)).hasValue(LIST);
    }

    @Test
    void aProcedureThatReturnsSomethingElseReportsNoCount() throws Exception {
        procedure("talks");

        assertThat(generator().generate(LIST)).isEmpty();
    }

    @Test
    void aProcedureThatReturnsNothingReportsNoCount() throws Exception {
        procedure("keepsSilent");

        assertThat(generator().generate(LIST)).isEmpty();
    }

    @Test
    void aProcedureThatFailsIsAFailureThatQuotesNothing() throws Exception {
        procedure("fails");

        GenerationException failure = failure();

        assertThat(failure.code()).isEqualTo("GENERATION_FAILED");
        assertThat(failure.unfinished()).isFalse();
        var trace = new StringWriter();
        failure.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("jane");
    }

    @Test
    void aProcedureThatIsNotThereIsAFailure() {
        assertThat(failure().code()).isEqualTo("GENERATION_FAILED");
    }

    @Test
    void aProcedureThatTakesTooLongIsStoppedAndTheListLeftAlone() throws Exception {
        procedure("takesForEver");

        GenerationException failure = failure();

        assertThat(failure.code()).isEqualTo("GENERATION_TIMED_OUT");
        assertThat(failure.unfinished()).isTrue();
        assertThat(failure).hasMessageContaining("PT1S");
    }

    @Test
    void aProcedureThatFailsBehindItsCountIsAFailure() throws Exception {
        procedure("reports");
        Database database = tables.by(ProcedureGeneratorTest::failingBehindTheFirstResult, config);

        assertThatThrownBy(() -> new ProcedureGenerator(database, config.generation()).generate(LIST))
                .isInstanceOfSatisfying(GenerationException.class, failure -> assertThat(failure.code())
                        .isEqualTo("GENERATION_FAILED"));
    }

    /** The embedded database has no procedures with several results: SQL Server tells the error of a later one then. */
    private static Connection failingBehindTheFirstResult(Connection connection) {
        return proxy(
                Connection.class,
                (method, arguments) -> method.getName().equals("prepareCall")
                        ? proxy(CallableStatement.class, failing((CallableStatement)
                                method.invoke(connection, arguments)))
                        : method.invoke(connection, arguments));
    }

    private static Behaviour failing(CallableStatement call) {
        return (method, arguments) -> {
            if (method.getName().equals("getMoreResults")) {
                throw new SQLException("the second statement failed", "S0001", 50000);
            }
            return method.invoke(call, arguments);
        };
    }

    private static <T> T proxy(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> behaviour.call(method, arguments)));
    }

    /** What a proxy does. */
    @FunctionalInterface
    private interface Behaviour {
        Object call(Method method, Object... arguments) throws Exception;
    }

    private void procedure(String method) throws SQLException {
        tables.run("CREATE ALIAS dbo.GENERATE FOR \"" + Procedures.class.getName() + "." + method + "\"");
    }

    private ProcedureGenerator generator() {
        return new ProcedureGenerator(tables.database(), config.generation());
    }

    private GenerationException failure() {
        GenerationException failure = catchThrowableOfType(
                GenerationException.class, () -> generator().generate(LIST));
        assertThat(failure).isNotNull();
        return failure;
    }

    /** What the database calls. */
    public static final class Procedures {
        private Procedures() {}

        public static ResultSet reports(Connection connection, int listNo) throws SQLException {
            return connection.createStatement().executeQuery("SELECT " + listNo + " AS members");
        }

        public static ResultSet talks(Connection connection, int listNo) throws SQLException {
            return connection.createStatement().executeQuery("SELECT 'list " + listNo + "' AS message");
        }

        public static void keepsSilent(int listNo) {
            assertThat(listNo).isEqualTo(LIST);
        }

        public static void fails(int listNo) throws SQLException {
            throw new SQLException("jane@example.org is twice in list " + listNo, "23505");
        }

        public static void takesForEver(Connection connection, int listNo) throws SQLException {
            try (var statement = connection.createStatement()) {
                statement.executeQuery("SELECT SUM(a.x * b.x + " + listNo
                        + ") FROM SYSTEM_RANGE(1, 10000000) a CROSS JOIN SYSTEM_RANGE(1, 10000000) b");
            }
        }
    }
}
