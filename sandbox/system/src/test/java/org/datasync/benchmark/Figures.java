package org.datasync.benchmark;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** Numbers as the report writes them, and what is between them. */
final class Figures {
    private Figures() {}

    /** The middle value, or the mean of the two in the middle. */
    static double median(Collection<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    /** The smallest value that at least this share of the values does not exceed. */
    static double quantile(Collection<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    static double worst(Collection<Double> values) {
        return quantile(values, 1);
    }

    static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String text(double value, String unit) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f %s" : "%.1f %s", value, unit);
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
