package org.datasync.contracts;

import static java.util.Map.entry;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.datasync.contracts.delta.v1.ConstituentAdded;
import org.datasync.contracts.delta.v1.ConstituentChanged;
import org.datasync.contracts.delta.v1.ConstituentRemoved;
import org.datasync.contracts.delta.v1.DeltaComputed;
import org.datasync.contracts.run.v1.RunDecided;
import org.datasync.contracts.run.v1.RunFinished;
import org.datasync.contracts.run.v1.RunHeld;
import org.datasync.contracts.run.v1.RunStalled;
import org.datasync.contracts.sync.v1.SyncDeleted;
import org.datasync.contracts.sync.v1.SyncRequested;
import org.datasync.contracts.tagging.v1.TagChangesSettled;

/** The records of the topics, and instances of any record by reflection. */
final class Records {
    static final List<Class<? extends Event>> EVENTS = List.of(
            SyncRequested.class,
            ConstituentAdded.class,
            ConstituentRemoved.class,
            ConstituentChanged.class,
            DeltaComputed.class,
            RunDecided.class,
            TagChangesSettled.class,
            RunHeld.class,
            RunStalled.class,
            RunFinished.class,
            SyncDeleted.class);

    private static final Map<Class<?>, Object> VALUES = Map.ofEntries(
            entry(String.class, "text"),
            entry(UUID.class, new UUID(0, 1)),
            entry(Instant.class, Instant.EPOCH),
            entry(int.class, 1),
            entry(Integer.class, 1),
            entry(long.class, 1L),
            entry(Long.class, 1L),
            entry(boolean.class, true));

    private Records() {}

    /** The path of a type under {@code schema/} and {@code golden/}: {@code delta/v1/Tag}, or with {@code #Nested}. */
    static String path(Class<?> type) {
        if (type.getEnclosingClass() != null) {
            return path(type.getEnclosingClass()) + "#" + type.getSimpleName();
        }
        return type.getName().substring("org.datasync.contracts.".length()).replace('.', '/');
    }

    /** The event of a topic with every component set, none of them meaningful. */
    static Event event(Class<? extends Event> type) {
        return (Event) create(type, arguments(type));
    }

    /** Whether the record refuses null here; the refusal must name the component. */
    static boolean refusesNull(Class<?> type, int index) {
        RecordComponent component = type.getRecordComponents()[index];
        Object[] arguments = arguments(type);
        arguments[index] = null;
        try {
            create(type, arguments);
            return false;
        } catch (NullPointerException e) {
            return component.getName().equals(e.getMessage());
        }
    }

    private static Object[] arguments(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> value(component.getGenericType()))
                .toArray();
    }

    private static Object value(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? List.of() : Map.of();
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return create(plain, arguments(plain));
        }
        if (plain.isEnum()) {
            return plain.getEnumConstants()[0];
        }
        return VALUES.get(plain);
    }

    private static Object create(Class<?> type, Object[] arguments) {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            return type.getConstructor(types).newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw (RuntimeException) e.getCause();
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
