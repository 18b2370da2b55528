package org.datasync.delta.plan;

import org.datasync.delta.database.Sql;
import org.datasync.delta.database.Transactions;

/** A run's own copy of the members of a list: everything after generation reads it, and nobody changes it. */
public final class MemberCopy {
    private final Sql names;
    private final Transactions transactions;

    public MemberCopy(Sql names, Transactions transactions) {
        this.names = names;
        this.transactions = transactions;
    }

    /**
     * Replaces the copy of this run in one statement.
     *
     * @return how many members the list has, the anonymous constituent included
     */
    public long take(long runNo, int listNo) {
        clear(runNo);
        Sql sql = names.with("run", runNo).with("list", listNo);
        return transactions.call(connection -> sql.execute(
                connection,
                "INSERT INTO {p2}RUN_MEMBER (run_no, customer_no) SELECT {run}, customer_no"
                        + " FROM {tessitura}T_LIST_CONTENTS WHERE list_no = {list}"));
    }

    /** How many members the list has now. */
    public long count(int listNo) {
        Sql sql = names.with("list", listNo);
        return transactions.call(connection ->
                sql.number(connection, "SELECT COUNT(*) FROM {tessitura}T_LIST_CONTENTS WHERE list_no = {list}"));
    }

    /** The anonymous constituent is nobody's member. */
    public void forgetAnonymous(long runNo) {
        execute(runNo, "DELETE FROM {p2}RUN_MEMBER WHERE run_no = {run} AND customer_no = 0");
    }

    /** A copy without members. */
    public void clear(long runNo) {
        execute(runNo, "DELETE FROM {p2}RUN_MEMBER WHERE run_no = {run}");
    }

    private void execute(long runNo, String statement) {
        Sql sql = names.with("run", runNo);
        transactions.call(connection -> sql.execute(connection, statement));
    }
}
