package org.datasync.notification.summary;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * What a mail says, each value as the text its reader sees; the templates only arrange it.
 *
 * @param tone how good the news is
 * @param headline the outcome in a word or two
 * @param title what it is about
 * @param sentences what happened, the most important first
 * @param problems what was not done; without rows if all went well
 * @param links where to go from here
 * @param because why its reader gets it
 */
public record Summary(
        Tone tone,
        String subject,
        String headline,
        String title,
        List<String> sentences,
        List<Fact> facts,
        List<Table> tables,
        Problems problems,
        List<Link> links,
        String because) {
    private static final String NAMED =
            "You get this mail because your address is named on the data sync, or among those"
                    + " who run the system. Constituents are named by number only.";

    Summary(
            Tone tone,
            String subject,
            String headline,
            String title,
            List<String> sentences,
            List<Fact> facts,
            List<Table> tables,
            Problems problems,
            List<Link> links) {
        this(tone, subject, headline, title, sentences, facts, tables, problems, links, NAMED);
    }

    public Summary {
        requireNonNull(tone, "tone");
        requireNonNull(subject, "subject");
        requireNonNull(headline, "headline");
        requireNonNull(title, "title");
        requireNonNull(problems, "problems");
        requireNonNull(because, "because");
        sentences = List.copyOf(sentences);
        facts = List.copyOf(facts);
        tables = List.copyOf(tables);
        links = List.copyOf(links);
    }

    /** What a list of mails shows beside the subject. */
    public String preview() {
        return sentences.isEmpty() ? "" : sentences.get(0);
    }

    /** How good the news is, with the colours of its band. The words say the same. */
    public enum Tone {
        GOOD("#1b6e3c"),
        WARNING("#8a5a00"),
        BAD("#a3211b"),
        NEUTRAL("#4a5560");

        private final String colour;

        Tone(String colour) {
            this.colour = colour;
        }

        public String colour() {
            return colour;
        }
    }

    /** One line of what ran. */
    public record Fact(String label, String value) {}

    /** Somewhere to go. */
    public record Link(String label, String url) {}

    /**
     * Counts.
     *
     * @param columns the headings of the values; the label column has none
     * @param note a sentence below the table, empty for none
     */
    public record Table(String title, List<String> columns, List<Row> rows, String note) {
        private static final int MOST_COLUMNS_BESIDE = 2;
        private static final int LONGEST_LABEL_BESIDE = 15;
        private static final int LONGEST_VALUE_BESIDE = 6;

        public Table {
            columns = List.copyOf(columns);
            rows = List.copyOf(rows);
        }

        /** Whether labels get a line of their own, because a telephone has no room for them beside the values. */
        public boolean isStacked() {
            return columns.size() > MOST_COLUMNS_BESIDE && rows.stream().anyMatch(Table::isWide);
        }

        private static boolean isWide(Row row) {
            return row.label().length() > LONGEST_LABEL_BESIDE
                    || row.values().stream().anyMatch(value -> value.length() > LONGEST_VALUE_BESIDE);
        }

        /** The table in a fixed-width font. */
        public List<String> lines() {
            return PlainTable.lines(columns, rows);
        }
    }

    /** One line of a table. A label that begins with {@link #BELOW} belongs to the line above. */
    public record Row(String label, List<String> values) {
        static final String BELOW = "- ";

        public boolean isBelow() {
            return label.startsWith(BELOW);
        }

        /** The label without its mark. */
        public String name() {
            return isBelow() ? label.substring(BELOW.length()) : label;
        }

        public Row {
            values = List.copyOf(values);
        }
    }

    /** What was not done: the first few of the event's, constituents by number. */
    public record Problems(String title, List<ProblemRow> rows, String note) {
        static final Problems NONE = new Problems("", List.of(), "");

        public Problems {
            rows = List.copyOf(rows);
        }
    }

    /** One operation that was not done. */
    public record ProblemRow(String constituent, String operation, String outcome, String reason) {}
}
