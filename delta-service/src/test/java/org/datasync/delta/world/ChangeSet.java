package org.datasync.delta.world;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.datasync.delta.database.Names;

/**
 * A change set of the migrations, with the default names of the database objects.
 *
 * @param dbms the only kind of database it is for; empty for all
 */
public record ChangeSet(String file, String author, String id, String dbms, List<String> statements) {
    private static final Pattern FILE = Pattern.compile("file: (\\S+)");
    private static final Pattern HEADER = Pattern.compile("--changeset (\\w+):([\\w-]+)(?: dbms:(\\w+))?");
    private static final Map<String, String> PARAMETERS = Map.of(
            "${p2}", Names.DEFAULT.p2(),
            "${contents}", Names.DEFAULT.contents(),
            "${views}", Names.DEFAULT.views(),
            "${tessitura}", Names.DEFAULT.tessitura(),
            "${outboxTable}", Names.DEFAULT.p2() + "OUTBOX",
            "${leaseTable}", Names.DEFAULT.p2() + "LEASE",
            "${prefix}", "LT_P2_");

    public ChangeSet {
        statements = List.copyOf(statements);
    }

    /** All of them, in their order. */
    public static List<ChangeSet> all() {
        return FILE.matcher(text("db/changelog/changes.yaml"))
                .results()
                .map(match -> match.group(1))
                .flatMap(file -> inFile(file).stream())
                .toList();
    }

    public boolean isFor(String kind) {
        return dbms.isEmpty() || dbms.equals(kind);
    }

    private static List<ChangeSet> inFile(String file) {
        List<ChangeSet> found = new ArrayList<>();
        for (String part : text(file).split("(?=--changeset )")) {
            Matcher header = HEADER.matcher(part);
            if (header.lookingAt()) {
                found.add(of(file, header.toMatchResult(), part));
            }
        }
        return found;
    }

    private static ChangeSet of(String file, MatchResult header, String text) {
        String dbms = header.group(3) == null ? "" : header.group(3);
        return new ChangeSet(file, header.group(1), header.group(2), dbms, statements(text));
    }

    /** What ends with a semicolon at the end of a line. */
    public static List<String> statements(String script) {
        String text = script;
        for (Map.Entry<String, String> parameter : PARAMETERS.entrySet()) {
            text = text.replace(parameter.getKey(), parameter.getValue());
        }
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : text.lines().toList()) {
            if (!line.startsWith("--") && !line.isBlank()) {
                statement.append(line).append('\n');
            }
            if (line.endsWith(";") && !statement.isEmpty()) {
                statements.add(statement.substring(0, statement.lastIndexOf(";")));
                statement.setLength(0);
            }
        }
        return statements;
    }

    static String text(String resource) {
        try (InputStream stream = ChangeSet.class.getResourceAsStream("/" + resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
