package org.datasync.scheduler.sync;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.datasync.contracts.sync.v1.Filters;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.contracts.sync.v1.Tag;
import org.datasync.platform.problem.FieldError;
import org.datasync.platform.problem.ProblemException;
import org.datasync.scheduler.InstallationZone;
import org.datasync.scheduler.SchedulerConfig;
import org.datasync.scheduler.peer.Connector;
import org.datasync.scheduler.peer.DeltaService;

/**
 * Checks definitions completely, with the services that know lists and tags, outside of any transaction. What an edit
 * leaves as it was is not asked for again: each run checks it before it starts.
 */
@ApplicationScoped
public class Definitions {
    private final DeltaService delta;
    private final Connector connector;
    private final DefinitionReader reader;

    Definitions(DeltaService delta, Connector connector, InstallationZone zone, SchedulerConfig config) {
        this.delta = delta;
        this.connector = connector;
        Set<String> domains = config.recipientDomains().orElse(Set.of()).stream()
                .map(domain -> domain.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        this.reader = new DefinitionReader(zone.zone(), domains);
    }

    public SyncDefinition checked(ObjectNode json) {
        return checked(json, Optional.empty());
    }

    public SyncDefinition checked(ObjectNode json, DataSync edited) {
        SyncDefinition definition = checked(json, Optional.of(edited.definition()));
        DataSyncs.requireTag(edited, definition);
        return definition;
    }

    /** The sync's tag with the name it has in Prospect2 now; 409 if it is gone. */
    Tag currentTag(DataSync sync) {
        return connector
                .tag(sync.definition().tag().id())
                .orElseThrow(() -> ProblemException.conflict("the tag does not exist in Prospect2 any more"));
    }

    private SyncDefinition checked(ObjectNode json, Optional<SyncDefinition> before) {
        DefinitionReader.Result read = reader.read(json);
        List<FieldError> errors = new ArrayList<>(read.errors());
        Optional<Tag> tag = Optional.empty();
        try {
            checkList(read, before, errors);
            tag = checkTag(read, before, errors);
            checkFilters(read.filters(), before.map(SyncDefinition::filters), errors);
        } catch (ProblemException e) {
            // What is wrong anyway can be told without the service that does not answer.
            if (errors.isEmpty()) {
                throw e;
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return withTag(read.definition().orElseThrow(), tag.orElseThrow());
    }

    private void checkList(DefinitionReader.Result read, Optional<SyncDefinition> before, List<FieldError> errors) {
        read.listNo()
                .filter(no -> before.filter(old -> old.listNo() == no).isEmpty())
                .flatMap(delta::obstacleOf)
                .ifPresent(obstacle -> errors.add(new FieldError("listNo", obstacle)));
    }

    /** The tag with its name, as Prospect2 has it or as the sync has it already. */
    private Optional<Tag> checkTag(
            DefinitionReader.Result read, Optional<SyncDefinition> before, List<FieldError> errors) {
        if (read.tag().isEmpty()) {
            return Optional.empty();
        }
        Tag wanted = read.tag().get();
        Optional<Tag> unchanged =
                before.map(SyncDefinition::tag).filter(old -> old.id().equals(wanted.id()) && fits(wanted, old));
        if (unchanged.isPresent()) {
            return unchanged;
        }
        Optional<Tag> found = connector.tag(wanted.id());
        if (found.isEmpty()) {
            errors.add(new FieldError("tag.id", "there is no such tag in Prospect2"));
        } else if (!fits(wanted, found.get())) {
            errors.add(new FieldError(
                    "tag.name", "the tag with this id is called " + found.get().name()));
        }
        return found;
    }

    private static boolean fits(Tag wanted, Tag actual) {
        return wanted.name().isEmpty() || wanted.name().equals(actual.name());
    }

    private void checkFilters(Filters filters, Optional<Filters> before, List<FieldError> errors) {
        checkIds(
                "filters.contactPointPurposes",
                filters.contactPointPurposes(),
                before.map(Filters::contactPointPurposes).orElse(List.of()),
                delta::purposeIds,
                errors);
        checkIds(
                "filters.eaddressTypes",
                filters.eaddressTypes(),
                before.map(Filters::eaddressTypes).orElse(List.of()),
                delta::eaddressTypeIds,
                errors);
        boolean ignoredBefore = before.map(Filters::ignoreContactPermissions).orElse(false);
        if (filters.ignoreContactPermissions()
                && !ignoredBefore
                && !delta.contactPermission().path("configured").asBoolean()) {
            errors.add(new FieldError(
                    "filters.ignoreContactPermissions",
                    "must be false: no contact permission type is configured, so there is nothing to ignore"));
        }
    }

    private static void checkIds(
            String field,
            List<Integer> ids,
            List<Integer> before,
            Supplier<Set<Integer>> existing,
            List<FieldError> errors) {
        if (before.containsAll(ids)) {
            return;
        }
        Set<Integer> known = existing.get();
        for (int i = 0; i < ids.size(); i++) {
            if (!known.contains(ids.get(i))) {
                errors.add(new FieldError("%s[%d]".formatted(field, i), "%d does not exist".formatted(ids.get(i))));
            }
        }
    }

    private static SyncDefinition withTag(SyncDefinition read, Tag tag) {
        return new SyncDefinition(
                read.description(),
                read.listNo(),
                tag,
                read.jobType(),
                read.processing(),
                read.filters(),
                read.schedule(),
                read.recipients(),
                read.guard(),
                read.followAddressChanges());
    }
}
