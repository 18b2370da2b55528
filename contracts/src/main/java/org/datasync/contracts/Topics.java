package org.datasync.contracts;

import java.util.List;
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

/** All topics. Partitions, retention and consumers are data: {@code /kafka/topics.yaml} on the class path. */
public final class Topics {
    public static final List<String> ALL = List.of(
            SyncRequested.TOPIC,
            ConstituentAdded.TOPIC,
            ConstituentRemoved.TOPIC,
            ConstituentChanged.TOPIC,
            DeltaComputed.TOPIC,
            RunDecided.TOPIC,
            TagChangesSettled.TOPIC,
            RunHeld.TOPIC,
            RunStalled.TOPIC,
            RunFinished.TOPIC,
            SyncDeleted.TOPIC);

    private Topics() {}

    /** Where a consumer puts a record that can never be valid. */
    public static String deadLetters(String topic, String consumer) {
        return topic + "." + consumer + ".dlq";
    }
}
