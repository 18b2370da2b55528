package org.datasync.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.Replica;

/** What was done in a round, and what became of it as far as whoever did it was told. */
final class Journal {
    private final Map<Action, Integer> done = new EnumMap<>(Action.class);
    private final Map<String, Integer> details = new TreeMap<>();
    private final List<Command> commands = new ArrayList<>();
    private boolean recipientRefused;
    private int lostAnswers;

    synchronized void did(Action action, String detail) {
        done.merge(action, 1, Integer::sum);
        details.merge(detail, 1, Integer::sum);
        recipientRefused |= detail.startsWith("mail REFUSE 550");
        if (detail.startsWith("mail CUT_AFTER_ACCEPTANCE")) {
            lostAnswers++;
        }
    }

    synchronized void harmed(Action action, Replica target) {
        did(action, action + " " + target);
        if (target.part() == Part.NOTIFICATION || target.part() == Part.DATABASE) {
            lostAnswers++;
        }
    }

    synchronized void commanded(Command command) {
        commands.add(command);
    }

    synchronized Map<Action, Integer> done() {
        return new EnumMap<>(done);
    }

    synchronized Map<String, Integer> details() {
        return new TreeMap<>(details);
    }

    synchronized List<Command> commands() {
        return List.copyOf(commands);
    }

    synchronized boolean isRecipientRefused() {
        return recipientRefused;
    }

    /** How often it may have been forgotten, or never learned, that a mail was taken: each may make a copy of it. */
    synchronized int lostAnswers() {
        return lostAnswers;
    }

    /**
     * Something an operator asked for.
     *
     * @param action as the activity log calls it
     * @param subject the id of the run, or of the sync for a run that was asked for
     * @param answer what the service said; of an unknown one nobody knows whether it took effect
     */
    record Command(String action, String subject, Answer answer) {}

    /** What a service said to a command. */
    enum Answer {
        ACCEPTED,
        REFUSED,
        UNKNOWN
    }
}
