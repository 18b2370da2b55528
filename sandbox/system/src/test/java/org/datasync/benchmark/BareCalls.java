package org.datasync.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.datasync.sandbox.prospect2.Prospect2Server;
import org.datasync.sandbox.system.Rest;

/**
 * What the API itself takes: the fewest calls that make the same change, one import and its status until it is complete,
 * the deletes at the configured rate, all ids known, and nothing else.
 */
final class BareCalls implements AutoCloseable {
    private static final String TAG = "Bare";
    /** Requests, as the service is configured. */
    static final double PER_SECOND = 4.5;

    private static final long INTERVAL = (long) (TimeUnit.SECONDS.toNanos(1) / PER_SECOND);

    private static final long FIRST_QUESTION = TimeUnit.SECONDS.toNanos(5);
    private static final long NEXT_QUESTION = TimeUnit.SECONDS.toNanos(1);

    private static final int TOO_MANY_REQUESTS = 429;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** One of its own: in the other, the connector uses what is left of the quota to learn ids. */
    private final Prospect2Server account = Prospect2Server.builder().start();

    private final Rest api = new Rest("Prospect2", account.url() + "/api/3", Map.of("Api-Token", account.key()));
    private final ExecutorService pool = Executors.newCachedThreadPool();
    private int made;
    private long turn;

    Took take(int come, int leave) throws Exception {
        List<String> coming = addresses(come);
        List<String> leaving = addresses(leave);
        Deque<String> deletes = associations(leaving);
        CompletableFuture<Instant> held = new Change(account, TAG, coming, leaving).held();
        Instant start = Instant.now();
        turn = System.nanoTime();
        call(coming, deletes);
        return new Took(
                Figures.seconds(Duration.between(start, held.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))),
                Figures.seconds(Duration.between(start, Instant.now())));
    }

    private void call(List<String> coming, Deque<String> deletes) throws Exception {
        String batch = coming.isEmpty() ? null : start(coming);
        long nextQuestion = System.nanoTime() + FIRST_QUESTION;
        var sent = new ArrayList<Future<Rest.Answer>>();
        while (batch != null || !deletes.isEmpty()) {
            if (batch != null && (System.nanoTime() - nextQuestion >= 0 || deletes.isEmpty())) {
                park(nextQuestion);
                batch = isComplete(batch) ? null : batch;
                nextQuestion = System.nanoTime() + NEXT_QUESTION;
            } else {
                String path = "/contactTags/" + deletes.pop();
                awaitTurn();
                sent.add(pool.submit(() -> answered("DELETE", path, null)));
            }
        }
        for (Future<Rest.Answer> answer : sent) {
            answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    private String start(List<String> coming) {
        List<Map<String, Object>> contacts = coming.stream()
                .<Map<String, Object>>map(address -> Map.of("email", address, "tags", List.of(TAG)))
                .toList();
        awaitTurn();
        return answered("POST", "/import/bulk_import", Map.of("contacts", contacts))
                .json()
                .path("batchId")
                .asText();
    }

    private boolean isComplete(String batch) {
        awaitTurn();
        return answered("GET", "/import/info?batchId=" + batch, null)
                .json()
                .path("status")
                .asText()
                .equals("completed");
    }

    private List<String> addresses(int count) {
        made += count;
        return IntStream.range(made - count, made)
                .mapToObj("bare.%d@example.org"::formatted)
                .toList();
    }

    /** Contacts with the tag, and the ids that must be deleted; learned before the clock runs, without limits. */
    private Deque<String> associations(List<String> leaving) {
        account.settings("{\"limits\":{\"requestsPerSecond\":100000},\"latency\":{\"factor\":0}}");
        Deque<String> ids = new ArrayDeque<>();
        for (String address : leaving) {
            int contact = account.addContact(address, TAG);
            JsonNode tags =
                    api.get("/contacts/%d/contactTags".formatted(contact)).path("contactTags");
            StreamSupport.stream(tags.spliterator(), false)
                    .map(tag -> tag.path("id").asText())
                    .forEach(ids::add);
        }
        account.settings("{\"limits\":{\"requestsPerSecond\":5},\"latency\":{\"factor\":1}}");
        account.forgetRequests();
        if (ids.size() != leaving.size()) {
            throw new IllegalStateException("%d associations of %d contacts".formatted(ids.size(), leaving.size()));
        }
        return ids;
    }

    /** Turns come at fixed times, whenever answers come; one that the machine missed by more than a turn moves the rest. */
    private synchronized void awaitTurn() {
        park(turn);
        turn = Math.max(turn + INTERVAL, System.nanoTime());
    }

    private static void park(long until) {
        for (long left = until - System.nanoTime(); left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** A request that the machine held up may be too near to the next, which is refused then and takes another turn. */
    private Rest.Answer answered(String method, String path, Object body) {
        Rest.Answer answer = api.send(method, path, body, Map.of());
        while (answer.status() == TOO_MANY_REQUESTS) {
            awaitTurn();
            answer = api.send(method, path, body, Map.of());
        }
        if (answer.status() >= 300) {
            throw new IllegalStateException("the bare program was answered " + answer.status());
        }
        return answer;
    }

    @Override
    public void close() {
        pool.shutdownNow();
        account.close();
    }

    /**
     * @param held seconds until the account held the change
     * @param finished seconds until the program knew it
     */
    record Took(double held, double finished) {}
}
