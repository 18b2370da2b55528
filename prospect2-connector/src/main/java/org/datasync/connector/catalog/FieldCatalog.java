package org.datasync.connector.catalog;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.prospect2.ContactData;
import org.datasync.connector.prospect2.FieldView;
import org.datasync.connector.prospect2.Prospect2;
import org.datasync.connector.prospect2.Reply;
import org.datasync.contracts.delta.v1.Profile;
import org.jboss.logging.Logger;

/** Finds custom fields by personalisation tag: their ids differ from account to account. */
@ApplicationScoped
public class FieldCatalog {
    private static final Logger LOG = Logger.getLogger(FieldCatalog.class);

    private final Prospect2 prospect2;
    private final ConnectorConfig config;
    private final Clock clock;
    private final MeterRegistry meters;
    private final Set<String> reported = new HashSet<>();
    private Map<String, String> ids;
    private Instant loadedAt;

    FieldCatalog(Prospect2 prospect2, ConnectorConfig config, Clock clock, MeterRegistry meters) {
        this.prospect2 = prospect2;
        this.config = config;
        this.clock = clock;
        this.meters = meters;
    }

    /** The contact with ids instead of personalisation tags; empty while the fields could not be asked for. */
    public synchronized Optional<ContactData> contact(String email, Profile profile) throws InterruptedException {
        Map<String, String> values = profile.fields();
        if (!values.isEmpty() && isStale() && !load()) {
            return Optional.empty();
        }
        Map<String, String> byId = new HashMap<>();
        values.forEach((tag, value) -> {
            String id = ids.get(tag.toUpperCase(Locale.ROOT));
            if (id == null) {
                report(tag);
            } else if (value != null) {
                byId.put(id, value);
            }
        });
        return Optional.of(new ContactData(email, profile.firstName(), profile.lastName(), byId));
    }

    /** Fields that constituents have and the account has not. */
    public synchronized Set<String> unknown() {
        return Set.copyOf(reported);
    }

    private boolean isStale() {
        return ids == null
                || loadedAt.isBefore(clock.instant().minus(config.account().fields()));
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
        reported.removeIf(tag -> loaded.containsKey(tag.toUpperCase(Locale.ROOT)));
        return true;
    }

    private void report(String tag) {
        if (reported.add(tag)) {
            meters.counter("datasync.fields.unknown").increment();
            LOG.warnf("Prospect2 has no custom field with the personalisation tag %s: its values are not sent", tag);
        }
    }
}
