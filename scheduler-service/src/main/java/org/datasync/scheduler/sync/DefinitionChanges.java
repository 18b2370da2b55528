package org.datasync.scheduler.sync;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.datasync.contracts.sync.v1.SyncDefinition;

/** Names the parts of a definition that an edit changed. */
final class DefinitionChanges {
    private DefinitionChanges() {}

    static String between(SyncDefinition before, SyncDefinition after) {
        List<String> changed = new ArrayList<>();
        for (RecordComponent part : SyncDefinition.class.getRecordComponents()) {
            if (!Objects.equals(value(part, before), value(part, after))) {
                changed.add(part.getName());
            }
        }
        return String.join(", ", changed);
    }

    private static Object value(RecordComponent part, SyncDefinition definition) {
        try {
            return part.getAccessor().invoke(definition);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(part.getName(), e);
        }
    }
}
