package org.datasync.benchmark;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * The syncs of the day: how large their lists are and how often they are due. Half are due every quarter of an hour.
 *
 * @param constituents of Tessitura
 * @param quarters of an hour that the day has
 */
record DayPlan(int constituents, int quarters) {
    static final int FULL = 1_100_000;

    private static final int FIRST_LIST = 1001;
    private static final int QUARTERS_OF_AN_HOUR = 4;
    /** Members among constituents, nearly: 29 of 100, but not of those who were merged. */
    private static final double SHARE_OF_MEMBERS = 0.2552;

    private static final int SMALLEST = 500;
    private static final int LARGEST_OF_THE_SMALL = 3_000;
    private static final int FEWEST = 20;
    private static final long SEED = 2026;

    List<Part> parts() {
        return List.of(
                new Part("every 15 minutes", 1, sizes(20)),
                new Part("hourly", QUARTERS_OF_AN_HOUR, sizes(13, 20_000)),
                new Part("once", quarters, sizes(5, 50_000)));
    }

    /** Lists lie anywhere among the constituents, so members are in several or in none. */
    List<ListOfDay> lists() {
        var random = new Random(SEED);
        var lists = new ArrayList<ListOfDay>();
        for (Part part : parts()) {
            for (int size : part.sizes()) {
                int width = Math.min(constituents, (int) (size / SHARE_OF_MEMBERS));
                int first = 1 + random.nextInt(constituents - width + 1);
                lists.add(new ListOfDay(FIRST_LIST + lists.size(), first, first + width - 1, part.every()));
            }
        }
        return List.copyOf(lists);
    }

    private List<Integer> sizes(int small, int... big) {
        var sizes = new ArrayList<Integer>();
        IntStream.of(big).forEach(members -> sizes.add(scaled(members)));
        double step = Math.pow((double) LARGEST_OF_THE_SMALL / SMALLEST, 1.0 / Math.max(1, small - 1));
        IntStream.range(0, small).forEach(i -> sizes.add(scaled(SMALLEST * Math.pow(step, i))));
        return List.copyOf(sizes);
    }

    private int scaled(double members) {
        return Math.max(FEWEST, (int) Math.round(members * constituents / FULL));
    }

    /** @param every how many quarters of an hour lie between two runs */
    record Part(String name, int every, List<Integer> sizes) {
        String text() {
            return "%d %s, members %s"
                    .formatted(
                            sizes.size(),
                            name,
                            Figures.number(sizes.stream()
                                            .mapToInt(Integer::intValue)
                                            .min()
                                            .orElse(0)) + " to "
                                    + Figures.number(sizes.stream()
                                            .mapToInt(Integer::intValue)
                                            .max()
                                            .orElse(0))
                                    + ", together "
                                    + Figures.number(sizes.stream()
                                            .mapToInt(Integer::intValue)
                                            .sum()));
        }
    }

    /** Current members with numbers from the first to the last. */
    record ListOfDay(int no, int first, int last, int every) {
        /** What is due once is due early, when most of the day is still to come. */
        boolean isDue(int quarter) {
            return quarter % every == every / 4;
        }
    }
}
