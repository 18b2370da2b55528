package org.datasync.delta.install;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.datasync.delta.world.ChangeSet;

/** What the install scripts have to say, made from the migrations. */
final class ExpectedScript {
    private static final String CREATE_VIEW = "CREATE VIEW ";

    private ExpectedScript() {}

    /** One batch for each change set that is not about views. */
    static List<String> tables() {
        return forTheServer().stream()
                .filter(set -> !isOfViews(set))
                .map(ExpectedScript::guarded)
                .toList();
    }

    /** For each view two batches, drop and create; then one for the bookkeeping. */
    static List<String> views() {
        Map<String, String> views = new LinkedHashMap<>();
        List<ChangeSet> sets =
                forTheServer().stream().filter(ExpectedScript::isOfViews).toList();
        sets.stream()
                .flatMap(set -> set.statements().stream())
                .filter(statement -> statement.startsWith(CREATE_VIEW))
                .forEach(statement -> views.put(statement.split(" ")[2], statement));
        List<String> batches = new ArrayList<>();
        views.forEach((name, statement) -> {
            batches.add("DROP VIEW IF EXISTS " + name + ";");
            batches.add(statement.strip() + ";");
        });
        batches.add(sets.stream()
                .map(set -> "IF NOT " + recorded(set) + "\n  " + record(set))
                .collect(Collectors.joining("\n")));
        return batches;
    }

    private static List<ChangeSet> forTheServer() {
        return ChangeSet.all().stream().filter(set -> set.isFor("mssql")).toList();
    }

    private static boolean isOfViews(ChangeSet set) {
        return set.statements().stream().anyMatch(statement -> statement.startsWith(CREATE_VIEW));
    }

    private static String guarded(ChangeSet set) {
        StringBuilder batch = new StringBuilder("IF NOT " + recorded(set) + "\nBEGIN\n  BEGIN TRANSACTION;\n");
        for (String statement : set.statements()) {
            Arrays.stream((statement.strip() + ";").split("\n"))
                    .forEach(line -> batch.append("  ").append(line).append('\n'));
        }
        return batch + "  " + record(set) + "\n  COMMIT TRANSACTION;\nEND";
    }

    private static String recorded(ChangeSet set) {
        return "EXISTS (SELECT 1 FROM dbo.DATABASECHANGELOG_DELTA WHERE FILENAME = N'%s' AND AUTHOR = N'%s' AND ID = N'%s')"
                .formatted(set.file(), set.author(), set.id());
    }

    private static String record(ChangeSet set) {
        return "INSERT INTO dbo.DATABASECHANGELOG_DELTA (FILENAME, AUTHOR, ID, DATEEXECUTED, ORDEREXECUTED, EXECTYPE)\n"
                + "    SELECT N'%s', N'%s', N'%s', GETDATE(), COALESCE(MAX(ORDEREXECUTED), 0) + 1, N'EXECUTED' FROM dbo.DATABASECHANGELOG_DELTA;"
                        .formatted(set.file(), set.author(), set.id());
    }
}
