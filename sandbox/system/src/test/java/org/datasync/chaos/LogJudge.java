package org.datasync.chaos;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.datasync.chaos.Journal.Answer;
import org.datasync.chaos.Journal.Command;
import org.datasync.sandbox.smtp.Mail;
import org.datasync.sandbox.system.LocalSystem;
import org.datasync.sandbox.system.Part;

/** Compares what people did with what the log says they did, and what happened with the mails about it. */
final class LogJudge {
    private static final List<String> OF_RUN = List.of("RUN_CANCELLED", "RUN_APPROVED", "RUN_REJECTED");

    private final LocalSystem system;
    private final Queries queries;
    private final Map<Integer, Sync> syncs = new HashMap<>();
    private long lastAudit;
    private long lastMail;

    LogJudge(LocalSystem system, Queries queries, List<Sync> syncs) {
        this.system = system;
        this.queries = queries;
        syncs.forEach(sync -> this.syncs.put(sync.id(), sync));
    }

    void judge(List<RunFacts> runs, Journal journal, Differences differences) throws SQLException {
        compareCommands(journal.commands(), differences);
        compareMails(runs, journal, differences);
    }

    private void compareCommands(List<Command> commands, Differences differences) throws SQLException {
        var logged = new TreeMap<String, Integer>();
        queries.list(
                        Part.SCHEDULER,
                        "SELECT id, action, sync_id, run_id FROM scheduler.audit WHERE id > ? ORDER BY id",
                        row -> {
                            lastAudit = row.getLong(1);
                            String action = row.getString(2);
                            return action + " " + (OF_RUN.contains(action) ? row.getString(4) : row.getString(3));
                        },
                        lastAudit)
                .forEach(entry -> logged.merge(entry, 1, Integer::sum));
        var accepted = new TreeMap<String, Integer>();
        var unknown = new TreeMap<String, Integer>();
        for (Command command : commands) {
            if (command.answer() != Answer.REFUSED) {
                (command.answer() == Answer.ACCEPTED ? accepted : unknown)
                        .merge(command.action() + " " + command.subject(), 1, Integer::sum);
            }
        }
        var all = new TreeSet<>(accepted.keySet());
        Stream.concat(Stream.of("RUN_REQUESTED"), OF_RUN.stream()).forEach(action -> logged.keySet().stream()
                .filter(entry -> entry.startsWith(action))
                .forEach(all::add));
        for (String entry : all) {
            int least = accepted.getOrDefault(entry, 0);
            int most = least + unknown.getOrDefault(entry, 0);
            int times = logged.getOrDefault(entry, 0);
            if (times < least || times > most) {
                differences.add("activity log: %s is there %d times, done %d to %d times", entry, times, least, most);
            }
        }
    }

    private void compareMails(List<RunFacts> runs, Journal journal, Differences differences) {
        List<Mail> mails = system.own().mailbox().mails().stream()
                .filter(mail -> Long.parseLong(mail.id()) > lastMail)
                .toList();
        mails.forEach(mail -> lastMail = Math.max(lastMail, Long.parseLong(mail.id())));
        for (RunFacts run : runs) {
            // A skipped run names the one that was active, but does not link to it.
            List<Mail> about = mails.stream()
                    .filter(mail -> mail.text().contains("/runs/" + run.id()))
                    .toList();
            for (String recipient : syncs.get(run.syncId()).recipients()) {
                boolean mayBeRefused = journal.isRecipientRefused() && recipient.equals(Troubles.UNLUCKY);
                compareMails(run, recipient, about, mayBeRefused, 1 + journal.lostAnswers(), differences);
            }
        }
    }

    /** One mail for the end and one for a hold; a copy has the same name. */
    private static void compareMails(
            RunFacts run,
            String recipient,
            List<Mail> about,
            boolean mayBeRefused,
            int mostCopies,
            Differences differences) {
        var copies = new TreeMap<String, Integer>();
        about.stream()
                .filter(mail -> mail.to().contains(recipient))
                .forEach(mail -> copies.merge(mail.messageId(), 1, Integer::sum));
        int most = run.wasHeld() ? 2 : 1;
        // Nobody is asked about a run that is being cancelled when its hold becomes known.
        int least = mayBeRefused ? 0 : run.isCancelled() ? 1 : most;
        if (copies.size() < least || copies.size() > most) {
            differences.add("%s: %d mails instead of %d to %d to a recipient", run, copies.size(), least, most);
        }
        copies.forEach((name, times) -> {
            if (times > mostCopies) {
                differences.add("%s: the same mail %d times", run, times);
            }
        });
    }
}
