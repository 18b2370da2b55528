package org.datasync.scheduler.sync;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.platform.problem.FieldError;
import org.datasync.platform.problem.ProblemException;
import org.datasync.scheduler.request.Fields;
import org.datasync.scheduler.request.JsonBody;

/**
 * Definitions as YAML, to keep them in version control and to carry them to another installation. There are no ids in
 * it: a sync is known by its description. All are checked before one is saved.
 */
@ApplicationScoped
class Transfer {
    private static final String ROOT = "dataSyncs";
    private static final String STATUS = "status";
    private static final int MOST_ITEMS = 1000;
    private static final List<String> NOT_CARRIED = List.of("id", "nextRunAt", "version", "tagFrozen", "warnings");
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
            .disable(YAMLGenerator.Feature.SPLIT_LINES)
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final DataSyncs syncs;
    private final Definitions definitions;
    private final ObjectMapper mapper;

    Transfer(DataSyncs syncs, Definitions definitions, ObjectMapper mapper) {
        this.syncs = syncs;
        this.definitions = definitions;
        this.mapper = mapper;
    }

    /** All syncs in the order of their descriptions, always the same for the same definitions. */
    String export() {
        ObjectNode root = mapper.createObjectNode();
        ArrayNode list = root.putArray(ROOT);
        syncs.all().stream()
                .sorted(Comparator.comparing(
                                (DataSync sync) -> sync.definition().description())
                        .thenComparing(DataSync::id))
                .map(this::document)
                .forEach(list::add);
        try {
            return YAML.writeValueAsString(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the definitions cannot be written", e);
        }
    }

    private ObjectNode document(DataSync sync) {
        ObjectNode document = mapper.valueToTree(DataSyncView.of(sync));
        document.remove(NOT_CARRIED);
        return document;
    }

    /** What the import would do or did, in the order of the file. */
    List<Step> plan(String yaml) {
        List<DataSync> existing = syncs.all();
        List<FieldError> errors = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        int index = 0;
        for (JsonNode item : items(yaml)) {
            String place = "%s[%d]".formatted(ROOT, index++);
            checkStatus(item.path(STATUS), place, errors);
            try {
                Step step = step(item, existing);
                if (!seen.add(step.definition().description())) {
                    errors.add(new FieldError(place + ".description", "comes twice in the file"));
                }
                steps.add(step);
            } catch (ProblemException e) {
                if (e.problem().status() != 400 && e.problem().status() != 409) {
                    throw e;
                }
                errors.addAll(placed(e, place));
            }
        }
        if (!errors.isEmpty()) {
            throw ProblemException.invalid(errors);
        }
        return steps;
    }

    private static void checkStatus(JsonNode status, String place, List<FieldError> errors) {
        if (!status.isMissingNode() && !status.isNull() && !isStatus(status)) {
            errors.add(new FieldError(place + "." + STATUS, "must be ON or OFF"));
        }
    }

    private static boolean isStatus(JsonNode status) {
        return status.isTextual()
                && Arrays.stream(DataSync.Status.values())
                        .anyMatch(known -> known.name().equals(status.textValue()));
    }

    private static List<FieldError> placed(ProblemException e, String place) {
        if (e.problem().errors().isEmpty()) {
            return List.of(new FieldError(place, e.problem().detail()));
        }
        return e.problem().errors().stream()
                .map(error ->
                        new FieldError(error.field().isEmpty() ? place : place + "." + error.field(), error.message()))
                .toList();
    }

    private Step step(JsonNode item, List<DataSync> existing) {
        if (!(item instanceof ObjectNode document)) {
            throw ProblemException.invalid("", "must be an object");
        }
        List<DataSync> same = existing.stream()
                .filter(sync -> sync.definition()
                        .description()
                        .equals(document.path("description").asText().strip()))
                .toList();
        if (same.size() > 1) {
            throw ProblemException.invalid(
                    "description", "several syncs have it; make the descriptions different first");
        }
        boolean on = document.path(STATUS).asText().equals(DataSync.Status.ON.name());
        if (same.isEmpty()) {
            return new Step(Optional.empty(), definitions.checked(document), on, List.of());
        }
        DataSync before = same.get(0);
        SyncDefinition after = definitions.checked(document, before);
        return new Step(Optional.of(before), after, on, DefinitionChanges.list(mapper, before.definition(), after));
    }

    private static List<JsonNode> items(String yaml) {
        try {
            JsonNode root = YAML.readTree(yaml);
            if (root == null || !root.path(ROOT).isArray()) {
                throw ProblemException.invalid(ROOT, "must be a list of definitions");
            }
            List<FieldError> errors = new ArrayList<>();
            Fields fields = new Fields(root, errors);
            List<JsonNode> items = fields.array(ROOT, MOST_ITEMS);
            fields.refuseOthers();
            if (!errors.isEmpty()) {
                throw ProblemException.invalid(errors);
            }
            return items;
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw ProblemException.invalid(JsonBody.FIELD, "is not valid YAML at line " + line);
        }
    }

    /** @param on whether the file says that the sync is ON */
    record Step(
            Optional<DataSync> before, SyncDefinition definition, boolean on, List<DefinitionChanges.Change> changes) {
        Action action() {
            if (before.isEmpty()) {
                return Action.CREATE;
            }
            return changes.isEmpty() ? Action.UNCHANGED : Action.CHANGE;
        }
    }

    enum Action {
        CREATE,
        CHANGE,
        UNCHANGED
    }
}
