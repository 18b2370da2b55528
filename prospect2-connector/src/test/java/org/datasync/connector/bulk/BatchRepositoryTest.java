package org.datasync.connector.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.datasync.connector.change.Lane;
import org.datasync.connector.testing.Tables;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BatchRepositoryTest {
    private final Instant now = Instant.parse("2026-11-24T06:00:00Z");
    private final BatchRepository batches = new BatchRepository(Clock.fixed(now, ZoneOffset.UTC));
    private Connection connection;

    @BeforeEach
    void createTables() throws SQLException, IOException {
        connection = Tables.create();
    }

    @AfterEach
    void dropTables() throws SQLException {
        connection.close();
    }

    @Test
    void batchesOfRunsNearTheirEndAreAskedAboutFirst() throws SQLException {
        sent(100_000, "early", 60);
        sent(99_750, "later", 50);
        sent(12, "small", 10);
        sent(Long.MAX_VALUE, "endless", 90);
        sent(1, "not due", -10);

        assertThat(batches.dueToAsk(connection, 3))
                .extracting(Batch::batchId)
                .containsExactly("small", "later", "early");
    }

    @Test
    void aBatchIsSentOnceHoweverOftenThatIsWrittenDown() throws SQLException {
        Queued queued = sent(5, "once", 0);

        batches.sent(connection, queued);

        assertThat(batches.dueToAsk(connection, 9))
                .singleElement()
                .extracting(Batch::sent)
                .isEqualTo(1);
    }

    @Test
    void aContactThatIsAloneWaitsForItsLimitAndHoldsNobodyUp() throws SQLException {
        Batch single = planned(1);
        Batch other = planned(2);

        assertThat(batches.dueToSend(connection, 1)).map(Batch::no).hasValue(single.no());
        assertThat(batches.dueToSend(connection, 2)).map(Batch::no).hasValue(other.no());
    }

    private Queued sent(long rowsLeft, String batchId, int dueForSeconds) throws SQLException {
        long no = batches.insertSending(connection, Lane.BULK, 250, 1, rowsLeft);
        Queued queued = new Queued(no, batchId, now.minusSeconds(100), now.minusSeconds(dueForSeconds), 1);
        batches.sent(connection, queued);
        return queued;
    }

    private Batch planned(int contacts) throws SQLException {
        Batch batch = Batch.first(batches.insertSending(connection, Lane.BULK, contacts, 1, 1), Lane.BULK, contacts);
        batches.plan(connection, batch, now.minusSeconds(10 - contacts));
        return batch;
    }
}
