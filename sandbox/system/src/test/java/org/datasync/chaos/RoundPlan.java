package org.datasync.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.datasync.sandbox.system.Part;
import org.datasync.sandbox.system.Replica;

/**
 * What happens in a round, by seed and number of the round alone. No process meets two things at once; of the three
 * brokers two are away together for a few seconds at most, so that a quorum comes back by itself.
 */
final class RoundPlan {
    private static final List<Part> SERVICES = List.of(Part.SCHEDULER, Part.DELTA, Part.CONNECTOR, Part.NOTIFICATION);
    private static final int BROKERS = 3;
    private static final int REPLICAS = 2;
    private static final long WINDOW = 7_000;
    private static final long LONGEST_PAUSE = 60_000;

    private final Random random;
    private final List<Step> steps = new ArrayList<>();

    private RoundPlan(long seed, int round) {
        this.random = new Random(seed * 1_000_003 + round);
    }

    /** In the order in which they happen. */
    static List<Step> of(long seed, int round) {
        var plan = new RoundPlan(seed, round);
        plan.processes();
        plan.others();
        plan.steps.sort(Comparator.comparing(Step::at));
        return List.copyOf(plan.steps);
    }

    private void processes() {
        for (int i = 1 + random.nextInt(2); i > 0; i--) {
            kill();
        }
        if (chance(3)) {
            long lasts =
                    chance(8) ? 30_000 + random.nextInt((int) LONGEST_PAUSE - 30_000) : 4_500 + random.nextInt(6_000);
            add(Action.PAUSE, service(), moment(), lasts);
        }
    }

    private void kill() {
        switch (random.nextInt(8)) {
            case 0, 1 -> brokers();
            case 2 -> add(Action.KILL, Replica.of(Part.DATABASE), moment(), between(200, 2_500));
            default -> add(Action.KILL, service(), moment(), between(100, 5_000));
        }
    }

    private void brokers() {
        if (steps.stream().anyMatch(step -> step.target().part() == Part.KAFKA)) {
            return;
        }
        int first = random.nextInt(BROKERS);
        long at = moment();
        add(Action.KILL, new Replica(Part.KAFKA, first + 1), at, between(500, 5_000));
        if (chance(5)) {
            add(
                    Action.KILL,
                    new Replica(Part.KAFKA, (first + 1) % BROKERS + 1),
                    at + between(0, 500),
                    between(500, 3_000));
        }
    }

    private void others() {
        some(4, 8, Action.RUN, 3_000);
        some(0, 2, Action.WORLD, WINDOW);
        some(0, 3, Action.PROSPECT2_FAULT, WINDOW);
        some(0, 2, Action.MAIL_FAULT, WINDOW);
        some(0, 2, Action.CANCEL, WINDOW);
        some(1, 2, Action.DECIDE, WINDOW);
        some(0, 2, Action.PREVIEW, WINDOW);
        some(0, 1, Action.SWITCH, WINDOW);
        some(0, 1, Action.EDIT, WINDOW);
        some(0, 1, Action.RETRY, WINDOW);
    }

    private void some(int least, int most, Action action, long within) {
        for (int i = least + random.nextInt(most - least + 1); i > 0; i--) {
            steps.add(Step.of(Duration.ofMillis(between(0, within)), action, random.nextInt(1_000_000)));
        }
    }

    /** Without effect if the process is meant to meet something else at that time. */
    private void add(Action action, Replica target, long at, long lasts) {
        var step = new Step(Duration.ofMillis(at), action, target, Duration.ofMillis(lasts), random.nextInt(1_000_000));
        boolean free = steps.stream()
                .filter(other -> target.equals(other.target()))
                .allMatch(other ->
                        other.until().compareTo(step.at()) < 0 || step.until().compareTo(other.at()) < 0);
        if (free) {
            steps.add(step);
        }
    }

    private Replica service() {
        return new Replica(SERVICES.get(random.nextInt(SERVICES.size())), 1 + random.nextInt(REPLICAS));
    }

    private long moment() {
        return between(0, WINDOW);
    }

    private long between(long from, long to) {
        return from + random.nextInt((int) (to - from));
    }

    private boolean chance(int oneOf) {
        return random.nextInt(oneOf) == 0;
    }
}
