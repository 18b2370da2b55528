package org.datasync.connector.catalog;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.prospect2.ContactData;
import org.datasync.connector.prospect2.FieldView;
import org.datasync.connector.prospect2.Prospect2;
import org.datasync.connector.prospect2.Reply;
import org.datasync.connector.run.Run;
import org.datasync.contracts.delta.v1.Profile;
import org.jboss.logging.Logger;

/** Finds custom fields by personalisation tag: their ids differ from account to account. */
@ApplicationScoped
public class FieldCatalog {
    private static final Logger LOG = Logger.getLogger(FieldCatalog.class);
    /** Runs whose reports are remembered. */
    private static final int REMEMBERED = 100;
    /** Between two questions that are not answered. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Prospect2 prospect2;
    private final ConnectorConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Map<Long, Set<String>> reported = new LinkedHashMap<>();
    private Map<String, String> ids;
    private Instant loadedAt;
    private Instant triedAt = Instant.MIN;

    FieldCatalog(Prospect2 prospect2, ConnectorConfig config, Clock clock, MeterRegistry meters) {
        this.prospect2 = prospect2;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    /** The contact with ids instead of personalisation tags; empty while the fields could not be asked for. */
    public synchronized Optional<ContactData> contact(Run run, String email, Profile profile)
            throws InterruptedException {
        Map<String, String> values = profile.fields();
        if (!values.isEmpty() && !isLoaded()) {
            return Optional.empty();
        }
        Map<String, String> byId = new HashMap<>();
        values.forEach((tag, value) -> {
            String id = ids.get(tag.toUpperCase(Locale.ROOT));
            if (id == null) {
                report(run, tag);
            } else if (value != null) {
                byId.put(id, value);
            }
        });
        return Optional.of(new ContactData(email, profile.firstName(), profile.lastName(), byId));
    }

    /** Fields that constituents of the latest runs have and the account has not. */
    public synchronized Set<String> unknown() {
        Set<String> unknown = new TreeSet<>();
        reported.values().forEach(unknown::addAll);
        return unknown;
    }

    /** Whether the fields are known, if need be as they were when they could last be asked for. */
    private boolean isLoaded() throws InterruptedException {
        Instant now = clock.instant();
        boolean fresh =
                ids != null && loadedAt.isAfter(now.minus(config.account().fields()));
        if (!fresh && triedAt.isBefore(now.minus(PAUSE))) {
            triedAt = load() ? Instant.MIN : now;
        }
        return ids != null;
    }

    private boolean load() throws InterruptedException {
        Map<String, String> loaded = new HashMap<>();
        int offset = 0;
        boolean more = true;
        while (more) {
            Reply<Prospect2.Page<FieldView>> reply = prospect2.fields(offset);
            if (!(reply instanceof Reply.Applied<Prospect2.Page<FieldView>> page)) {
                return false;
            }
            page.value()
                    .items()
                    .forEach(field -> loaded.put(field.personalisationTag().toUpperCase(Locale.ROOT), field.id()));
            more = page.value().more();
            offset += Prospect2.PAGE;
        }
        ids = loaded;
        loadedAt = clock.instant();
        reported.values().forEach(tags -> tags.removeIf(tag -> loaded.containsKey(tag.toUpperCase(Locale.ROOT))));
        return true;
    }

    /** Once per run: its rows are many. */
    private void report(Run run, String tag) {
        if (reported.computeIfAbsent(run.no(), no -> new HashSet<>()).add(tag)) {
            meters.counter("datasync.fields.unknown").increment();
            LOG.warnf(
                    "Prospect2 has no custom field with the personalisation tag %s, its values are not sent: runId=%s",
                    tag, run.id());
        }
        if (reported.size() > REMEMBERED) {
            reported.remove(reported.keySet().iterator().next());
        }
    }
}
