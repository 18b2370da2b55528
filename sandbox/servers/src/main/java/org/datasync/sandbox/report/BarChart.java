package org.datasync.sandbox.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A picture for a report: bars one below the other, each of one or two parts, and a line where the target is. */
public final class BarChart {
    private static final int LABELS = 190;
    private static final int BARS = 560;
    private static final int WIDTH = 880;
    private static final int STEP = 22;
    private static final String FIRST = "#4a7ba6";
    private static final String SECOND = "#a9c4dc";
    private static final String LINE = "#c0392b";

    private final String title;
    private final String unit;
    private final List<Bar> bars = new ArrayList<>();
    private String legend = "";
    private double target;

    public BarChart(String title, String unit) {
        this.title = title;
        this.unit = unit;
    }

    public BarChart bar(String label, double value) {
        return bar(label, value, value);
    }

    /** A dark bar up to the first value, a light one behind it up to the second. */
    public BarChart bar(String label, double dark, double light) {
        bars.add(new Bar(label, dark, light));
        return this;
    }

    /** What the two parts are. */
    public BarChart legend(String darkAndLight) {
        legend = darkAndLight;
        return this;
    }

    /** A red line. */
    public BarChart target(double value) {
        target = value;
        return this;
    }

    public String svg() {
        double longest =
                Math.max(target, bars.stream().mapToDouble(Bar::longer).max().orElse(1));
        double scale = BARS / Math.max(longest, 1e-9);
        int bottom = 40 + bars.size() * STEP;
        var svg = new StringBuilder();
        svg.append(format("""
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12" role="img" aria-label="%s">
                <rect width="100%%" height="100%%" fill="#fff"/>
                <text x="8" y="18" font-weight="bold" fill="#333">%s</text>
                """, WIDTH, bottom + 24, text(title), text(title)));
        for (int i = 0; i < bars.size(); i++) {
            svg.append(row(bars.get(i), 32 + i * STEP, scale));
        }
        if (target > 0) {
            double x = LABELS + target * scale;
            svg.append(format("<path d=\"M%.1f 28V%d\" stroke=\"%s\"/>\n", x, bottom - 4, LINE));
        }
        String below =
                legend + (target > 0 ? "%sred: target %s".formatted(legend.isEmpty() ? "" : "; ", number(target)) : "");
        return svg.append(format("<text x=\"8\" y=\"%d\" fill=\"#555\">%s</text>\n</svg>\n", bottom + 12, text(below)))
                .toString();
    }

    private String row(Bar bar, int y, double scale) {
        String value =
                bar.dark() == bar.light() ? number(bar.dark()) : number(bar.dark()) + " / " + number(bar.light());
        return rectangle(y, bar.longer() * scale, SECOND)
                + rectangle(y, bar.dark() * scale, FIRST)
                + format(
                        "<text x=\"%d\" y=\"%d\" text-anchor=\"end\" fill=\"#333\">%s</text>\n",
                        LABELS - 8, y + 12, text(bar.label()))
                + format(
                        "<text x=\"%.1f\" y=\"%d\" fill=\"#333\">%s %s</text>\n",
                        LABELS + bar.longer() * scale + 6, y + 12, value, text(unit));
    }

    private static String rectangle(int y, double width, String colour) {
        return format("<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"16\" fill=\"%s\"/>\n", LABELS, y, width, colour);
    }

    private static String number(double value) {
        return format(value >= 100 ? "%,.0f" : "%.1f", value);
    }

    private static String text(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }

    private static String format(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }

    private record Bar(String label, double dark, double light) {
        double longer() {
            return Math.max(dark, light);
        }
    }
}
