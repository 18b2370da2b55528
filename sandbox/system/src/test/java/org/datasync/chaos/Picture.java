package org.datasync.chaos;

import java.util.List;
import java.util.Locale;

/** One bar per round, as high as it took; red where something differed. Marks below for kills and pauses. */
final class Picture {
    private static final int WIDTH = 880;
    private static final int HEIGHT = 160;
    private static final int LEFT = 40;

    private final List<Outcome> outcomes;

    Picture(List<Outcome> outcomes) {
        this.outcomes = outcomes.stream().filter(outcome -> outcome.round() > 0).toList();
    }

    String svg() {
        double longest = outcomes.stream()
                        .mapToLong(outcome -> outcome.took().toMillis())
                        .max()
                        .orElse(1)
                / 1000.0;
        double step = (double) (WIDTH - LEFT) / Math.max(1, outcomes.size());
        var bars = new StringBuilder();
        for (int i = 0; i < outcomes.size(); i++) {
            Outcome outcome = outcomes.get(i);
            double seconds = outcome.took().toMillis() / 1000.0;
            double height = seconds / longest * HEIGHT;
            double x = LEFT + i * step;
            bars.append(format(
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n",
                    x, 10 + HEIGHT - height, step * 0.8, height, outcome.isWrong() ? "#c0392b" : "#4a7ba6"));
            bars.append(mark(x, step, 178, outcome.done().getOrDefault(Action.KILL, 0), "#d35400"));
            bars.append(mark(x, step, 190, outcome.done().getOrDefault(Action.PAUSE, 0), "#7f8c8d"));
        }
        return format("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d 215" font-family="sans-serif" font-size="11" role="img" aria-label="Seconds of each round, with kills and pauses">
                <rect width="100%%" height="100%%" fill="#fff"/>
                <text x="2" y="20" fill="#333">%.0f s</text>
                <text x="2" y="%d" fill="#333">0 s</text>
                %s<text x="2" y="183" fill="#d35400">kills</text>
                <text x="2" y="195" fill="#7f8c8d">pauses</text>
                <text x="%d" y="210" fill="#333">round 1 to %d; red: something differed</text>
                </svg>
                """, WIDTH, longest, 10 + HEIGHT, bars, LEFT, outcomes.size());
    }

    private static String mark(double x, double step, int y, int times, String colour) {
        return times == 0
                ? ""
                : format(
                        "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"7\" fill=\"%s\" opacity=\"%.2f\"/>\n",
                        x, y - 3, step * 0.8, colour, Math.min(1, 0.4 + 0.2 * times));
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
