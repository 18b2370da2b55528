package org.datasync.delta.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.datasync.delta.database.Transactions;
import org.datasync.delta.database.Work;
import org.datasync.delta.plan.MemberCopy;
import org.datasync.delta.plan.PlanInput;
import org.datasync.delta.plan.PlanResult;
import org.datasync.delta.plan.Planner;
import org.datasync.sandbox.database.DatabaseServer;

/** Plans over a list of so many members, each beside the bare statements that give the same answers. */
final class PlanBench implements AutoCloseable {
    private final JavaProcess server;
    private final Members members;
    private final int repeated;
    private final Connection connection;
    private final Transactions transactions = new EachCommitted();
    private final BareStatements bare;
    private long runNo;

    PlanBench(JavaProcess server, Members members, int repeated) throws SQLException {
        this.server = server;
        this.members = members;
        this.repeated = repeated;
        connection = DriverManager.getConnection(
                DatabaseServer.url(server.port(), database(members)), DatabaseServer.USER, DatabaseServer.PASSWORD);
        bare = new BareStatements(connection);
        connection.setAutoCommit(false);
    }

    static String database(Members members) {
        return "plan" + members.count();
    }

    /** A run that finds nobody to add or remove. */
    Pair unchanged() throws Exception {
        members.listBefore(connection);
        return compare(0);
    }

    /** A run in which one in a hundred has left and one in a hundred has joined. */
    Pair moved() throws Exception {
        members.listAfter(connection);
        return compare(members.moving());
    }

    private Pair compare(int moving) throws Exception {
        connection.commit();
        Pair pair = new Pair(new Timing(server), new Timing(server));
        compare(moving, new Pair(new Timing(), new Timing()));
        for (int i = 0; i < repeated; i++) {
            compare(moving, pair);
        }
        return pair;
    }

    private void compare(int moving, Pair pair) throws Exception {
        PlanResult plan = pair.service().measure(this::plan);
        BareStatements.Answer answer = pair.bare().measure(() -> bare.run(runNo, moving > 0));
        assertThat(plan.balanced()).isTrue();
        assertThat(plan.counts().members()).isEqualTo(answer.members()).isEqualTo(members.count());
        assertThat(plan.counts().qualified()).isEqualTo(answer.qualified());
        assertThat(plan.counts().withoutAddressBy()).isEqualTo(answer.withoutAddressBy());
        assertThat(plan.counts().added()).isEqualTo(answer.added()).isBetween(moving * 8L / 10, (long) moving);
        assertThat(plan.counts().removed()).isEqualTo(answer.removed()).isEqualTo(moving);
        clear();
    }

    private PlanResult plan() {
        runNo++;
        MemberCopy copy = new MemberCopy(Members.sql(), transactions);
        long copied = copy.take(runNo, Members.LIST);
        assertThat(copy.count(Members.LIST)).isEqualTo(copied);
        copy.forgetAnonymous(runNo);
        return new Planner(Members.sql(), transactions)
                .plan(new PlanInput(
                        runNo,
                        Members.SYNC,
                        false,
                        true,
                        false,
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        Members.eligible()));
    }

    private void clear() throws SQLException {
        for (String table : List.of("RUN_MEMBER", "RUN_WITHOUT", "RUN_UNTAG", "RUN_HOLDER", "PLAN_ADDRESS", "PLAN")) {
            Members.execute(connection, "TRUNCATE TABLE dbo.LT_P2_" + table);
        }
        bare.clear();
        connection.commit();
    }

    @Override
    public void close() throws SQLException {
        connection.rollback();
        connection.close();
    }

    private final class EachCommitted implements Transactions {
        @Override
        public <T> T call(Work<T> work) {
            try {
                T result = work.on(connection);
                connection.commit();
                return result;
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
