package org.datasync.delta.benchmark;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.datasync.contracts.EventJson;
import org.datasync.contracts.delta.v1.AddressChange;
import org.datasync.contracts.delta.v1.ConstituentAdded;
import org.datasync.contracts.delta.v1.Operation;
import org.datasync.contracts.delta.v1.Processing;
import org.datasync.contracts.delta.v1.Profile;
import org.datasync.contracts.sync.v1.SyncRequested;

/**
 * The same records to the same topic by the shortest program: one cursor over the stored plan, Jackson, a producer with
 * the settings of the service. It notes nothing and cannot go on where it was killed.
 */
final class BareProgram implements AutoCloseable {
    private final Connection connection;
    private final SyncRequested request;
    private final KafkaProducer<String, byte[]> producer;
    private final AtomicLong acknowledged = new AtomicLong();

    BareProgram(Connection connection, String kafka, SyncRequested request) {
        this.connection = connection;
        this.request = request;
        Map<String, Object> settings = new HashMap<>();
        settings.put("bootstrap.servers", kafka);
        settings.put("acks", "all");
        settings.put("enable.idempotence", true);
        settings.put("compression.type", "lz4");
        settings.put("linger.ms", 5);
        settings.put("batch.size", 128 * 1024);
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** Publishes the stored plan. @return how many records the broker has acknowledged */
    long publish(long firstSequence, long lastSequence) throws SQLException {
        return publishAll("SELECT p.sequence, p.customer_no, p.fname, p.lname, p.prefix, x.address_no, x.address"
                + " FROM dbo.LT_P2_PLAN p JOIN dbo.LT_P2_PLAN_ADDRESS x ON x.sequence = p.sequence"
                + " WHERE p.sequence > " + firstSequence + " AND p.sequence <= " + lastSequence
                + " ORDER BY p.sequence");
    }

    /** Finds the constituents itself, without a plan, and publishes them as it finds them. */
    long findAndPublish() throws SQLException {
        return publishAll(Members.sql()
                .with("sync", request.syncId())
                .render(
                        "SELECT m.customer_no, m.customer_no, c.fname, c.lname, x.description, 1, LTRIM(RTRIM(e.address))"
                                + " FROM dbo.T_LIST_CONTENTS m JOIN dbo.T_EADDRESS e ON e.customer_no = m.customer_no"
                                + " LEFT JOIN dbo.T_CUSTOMER c ON c.customer_no = m.customer_no"
                                + " LEFT JOIN dbo.TR_PREFIX x ON x.id = c.prefix"
                                + " WHERE m.list_no = {list} AND {eligible.e} AND NOT EXISTS (SELECT 1 FROM {contents} b"
                                + " WHERE b.sync_id = {sync} AND b.customer_no = m.customer_no)"
                                + " ORDER BY m.list_no, m.customer_no"));
    }

    private long publishAll(String query) throws SQLException {
        acknowledged.set(0);
        // Otherwise the embedded database writes the whole result to a file before it gives the first row.
        Members.execute(connection, "SET LAZY_QUERY_EXECUTION TRUE");
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setFetchSize(1000);
            try (ResultSet rows = select.executeQuery()) {
                publish(rows);
            }
        }
        producer.flush();
        Members.execute(connection, "SET LAZY_QUERY_EXECUTION FALSE");
        return acknowledged.get();
    }

    /** The producer alone: one payload again and again. */
    long send(long records, byte[] payload) {
        acknowledged.set(0);
        for (long i = 0; i < records; i++) {
            send(Long.toString(i), "constituents-added:" + request.runId() + ":" + i, payload);
        }
        producer.flush();
        return acknowledged.get();
    }

    private void publish(ResultSet rows) throws SQLException {
        long before = -1;
        List<AddressChange> addresses = new ArrayList<>();
        int constituent = 0;
        Profile profile = null;
        while (rows.next()) {
            long sequence = rows.getLong(1);
            if (sequence != before) {
                if (before >= 0) {
                    send(before, constituent, addresses, profile);
                }
                before = sequence;
                constituent = rows.getInt(2);
                addresses = new ArrayList<>();
                profile = profile(constituent, rows.getString(3), rows.getString(4), rows.getString(5));
            }
            addresses.add(new AddressChange(rows.getInt(6), Operation.TAG, rows.getString(7)));
        }
        if (before >= 0) {
            send(before, constituent, addresses, profile);
        }
    }

    private static Profile profile(int constituent, String firstName, String lastName, String prefix) {
        Map<String, String> fields = new HashMap<>();
        fields.put("CUSTOMER_NO", Integer.toString(constituent));
        if (prefix != null && !prefix.isBlank()) {
            fields.put("PREFIX", prefix.strip());
        }
        return new Profile(firstName, lastName, fields);
    }

    private void send(long sequence, int constituent, List<AddressChange> addresses, Profile profile) {
        ConstituentAdded record = record(sequence, constituent, addresses, profile);
        send(record.key(), record.id(), EventJson.write(record));
    }

    /** A record of ordinary size. */
    ConstituentAdded example() {
        AddressChange address = new AddressChange(1, Operation.TAG, "given100.family100000@example.org");
        return record(100_000, 100_000, List.of(address), profile(100_000, "Given100", "Family1000", "Ms."));
    }

    private ConstituentAdded record(long sequence, int constituent, List<AddressChange> addresses, Profile profile) {
        return new ConstituentAdded(
                request.runId(),
                request.syncId(),
                request.requestedAt(),
                sequence,
                constituent,
                request.definition().tag(),
                addresses,
                profile,
                new Processing(false, true));
    }

    private void send(String key, String id, byte[] payload) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(ConstituentAdded.TOPIC, key, payload);
        record.headers()
                .add("ce_id", bytes(id))
                .add("ce_source", bytes("/datasync/delta-service"))
                .add("ce_type", bytes("org.datasync.constituents-added.v1"))
                .add("ce_time", bytes(Instant.now().toString()))
                .add("ce_specversion", bytes("1.0"))
                .add("content-type", bytes("application/json"))
                .add(
                        "traceparent",
                        bytes("00-" + UUID.randomUUID().toString().replace("-", "") + "-0000000000000001-01"));
        producer.send(record, (metadata, failure) -> {
            if (failure == null) {
                acknowledged.incrementAndGet();
            }
        });
    }

    private static byte[] bytes(String value) {
        return value.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close();
    }
}
