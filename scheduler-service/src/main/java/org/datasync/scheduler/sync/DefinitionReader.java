package org.datasync.scheduler.sync;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.contracts.sync.v1.Guard;
import org.datasync.contracts.sync.v1.JobType;
import org.datasync.contracts.sync.v1.ProcessingOptions;
import org.datasync.contracts.sync.v1.Recipient;
import org.datasync.contracts.sync.v1.Schedule;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Tag;
import org.datasync.platform.problem.FieldError;
import org.datasync.scheduler.request.Fields;

/** Reads a definition from a request: defaults filled in, every problem that needs no other service found. */
final class DefinitionReader {
    private static final int MOST_RECIPIENTS = 50;
    private static final int MOST_CHOICES = 500;
    private static final Pattern ADDRESS = Pattern.compile(
            "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\\.)+[A-Za-z]{2,}");

    private final ZoneId defaultZone;
    private final Set<String> recipientDomains;

    /** @param recipientDomains lower case; empty: every domain may be notified */
    DefinitionReader(ZoneId defaultZone, Set<String> recipientDomains) {
        this.defaultZone = defaultZone;
        this.recipientDomains = Set.copyOf(recipientDomains);
    }

    /**
     * What was read.
     *
     * @param definition absent if there are problems that leave a hole in it
     * @param listNo the list, if it can be asked for
     * @param tag the tag, if it can be asked for; the name is empty if it was not given
     */
    record Result(
            Optional<SyncDefinition> definition,
            Optional<Integer> listNo,
            Optional<Tag> tag,
            Filters filters,
            List<FieldError> errors) {}

    Result read(JsonNode json) {
        List<FieldError> errors = new ArrayList<>();
        Fields fields = new Fields(json, errors)
                .ignoring("id", "status", "nextRunAt", "version", "tagFrozen", "activeRun", "warnings");
        Optional<String> description = fields.requiredText("description", 500);
        fields.require("listNo");
        Optional<Integer> listNo = fields.integer("listNo", 1, Integer.MAX_VALUE);
        Optional<Tag> tag = tag(fields);
        JobType jobType = fields.choice("jobType", JobType.class).orElse(JobType.ADD_ONLY);
        ProcessingOptions processing = processing(fields.object("processing"));
        Filters filters = filters(fields.object("filters"));
        Optional<Schedule> schedule =
                fields.requiredObject("schedule").flatMap(inside -> new ScheduleReader(inside, defaultZone).read());
        List<Recipient> recipients = recipients(fields);
        Guard guard = guard(fields.object("guard"));
        boolean follow = fields.flag("followAddressChanges", false);
        fields.refuseOthers();
        Optional<SyncDefinition> definition =
                description.isPresent() && listNo.isPresent() && tag.isPresent() && schedule.isPresent()
                        ? Optional.of(new SyncDefinition(
                                description.get(),
                                listNo.get(),
                                tag.get(),
                                jobType,
                                processing,
                                filters,
                                schedule.get(),
                                recipients,
                                guard,
                                follow))
                        : Optional.empty();
        return new Result(definition, listNo, tag, filters, errors);
    }

    private static Optional<Tag> tag(Fields fields) {
        return fields.requiredObject("tag").flatMap(DefinitionReader::tagOf);
    }

    private static Optional<Tag> tagOf(Fields tag) {
        Optional<String> id = tag.requiredText("id", 100);
        Optional<String> name = tag.text("name", 300);
        tag.refuseOthers();
        return id.map(known -> new Tag(known, name.orElse("")));
    }

    private static ProcessingOptions processing(Fields fields) {
        boolean webhooks = fields.flag("triggerWebhooks", false);
        boolean automations = fields.flag("triggerAutomations", true);
        boolean firstRun = fields.flag("automationsOnFirstRun", automations);
        String reason = "must be true with triggerWebhooks: Prospect2 fires webhooks only for single calls, and a"
                + " single call always starts automations";
        if (webhooks && !automations) {
            fields.error("triggerAutomations", reason);
        }
        if (webhooks && !firstRun && fields.has("automationsOnFirstRun")) {
            fields.error("automationsOnFirstRun", reason);
        }
        fields.refuseOthers();
        return new ProcessingOptions(webhooks, automations, firstRun);
    }

    private static Filters filters(Fields fields) {
        Filters filters = new Filters(
                ids(fields, "contactPointPurposes"),
                ids(fields, "eaddressTypes"),
                fields.flag("primaryOnly", false),
                fields.flag("ignoreContactPermissions", false));
        fields.refuseOthers();
        return filters;
    }

    private static List<Integer> ids(Fields fields, String field) {
        Set<Integer> ids = new LinkedHashSet<>();
        int index = 0;
        for (JsonNode element : fields.array(field, MOST_CHOICES)) {
            if (element.isIntegralNumber() && element.canConvertToInt()) {
                ids.add(element.intValue());
            } else {
                fields.error("%s[%d]".formatted(field, index), "must be a whole number");
            }
            index++;
        }
        return List.copyOf(ids);
    }

    /** De-duplicated without case; of two wishes for one address the last one holds. */
    private List<Recipient> recipients(Fields fields) {
        Map<String, Recipient> recipients = new LinkedHashMap<>();
        int index = 0;
        for (JsonNode element : fields.array("notify", 1000)) {
            String place = "notify[%d]".formatted(index);
            if (element.isObject()) {
                Fields recipient = fields.element("notify", index, element).ignoring("refused");
                Optional<String> address = recipient.requiredText("address", 254);
                Recipient.When when =
                        recipient.choice("when", Recipient.When.class).orElse(Recipient.When.EVERY_RUN);
                recipient.refuseOthers();
                address.filter(text -> acceptable(text, recipient))
                        .ifPresent(text -> recipients.put(text.toLowerCase(Locale.ROOT), new Recipient(text, when)));
            } else {
                fields.error(place, "must be an object");
            }
            index++;
        }
        if (recipients.size() > MOST_RECIPIENTS) {
            fields.error("notify", "must have at most %d recipients".formatted(MOST_RECIPIENTS));
        }
        return List.copyOf(recipients.values());
    }

    private boolean acceptable(String address, Fields recipient) {
        if (!ADDRESS.matcher(address).matches()) {
            recipient.error("address", "must be an e-mail address");
            return false;
        }
        String domain = address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
        if (!recipientDomains.isEmpty() && !recipientDomains.contains(domain)) {
            recipient.error("address", "must be at one of the domains that may be notified");
            return false;
        }
        return true;
    }

    private static Guard guard(Fields fields) {
        Guard guard = new Guard(
                fields.flag("enabled", true),
                fields.integer("maxRemovePercent", 0, 100).orElse(30),
                fields.integer("maxAddPercent", 0, 1_000_000).orElse(100),
                fields.integer("minConstituents", 0, Integer.MAX_VALUE).orElse(50));
        fields.refuseOthers();
        return guard;
    }
}
