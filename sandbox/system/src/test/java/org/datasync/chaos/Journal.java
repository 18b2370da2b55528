package org.datasync.chaos;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was done in a round, and what became of it as far as whoever did it was told. */
final class Journal {
    private final Map<Action, Integer> done = new EnumMap<>(Action.class);
    private final Map<String, Integer> details = new TreeMap<>();
    private final List<Command> commands = new ArrayList<>();
    private boolean recipientRefused;

    synchronized void did(Action action, String detail) {
        done.merge(action, 1, Integer::sum);
        details.merge(detail, 1, Integer::sum);
        recipientRefused |= detail.startsWith("mail REFUSE 550");
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
