package org.datasync.connector.prospect2;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.budget.Permit;

/** Sends requests over HTTP/1.1 with the key. No cookies, no redirects, no repetition of its own. */
@ApplicationScoped
class Transport {
    private static final long LONGEST_REST = Duration.ofDays(1).toSeconds();
    private static final String WORKED = "X-Envoy-Upstream-Service-Time";
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final String base;
    private final Duration timeout;
    private final KeySource key;
    private final Clock clock;
    private final HttpClient client;

    Transport(ConnectorConfig config, KeySource key, Clock clock) {
        this.base = config.prospect2().url().replaceAll("(/api/3)?/*$", "") + "/api/3";
        this.timeout = config.prospect2().timeout();
        this.key = key;
        this.clock = clock;
        this.client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout)
                .build();
    }

    /** The time-out covers everything up to the last byte of the answer. */
    Exchange send(Request request) throws InterruptedException {
        var head = new AtomicLong(Long.MAX_VALUE);
        var sent = client.sendAsync(http(request), answer -> {
            head.set(System.nanoTime());
            return BodySubscribers.ofByteArray();
        });
        try {
            HttpResponse<byte[]> answer = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Exchange.Answered(
                    answer.statusCode(), body(answer), retryAfter(answer), received(answer, head.get()));
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new Exchange.Lost("no answer in time");
        } catch (ExecutionException e) {
            return failed(e.getCause());
        }
    }

    /** Packed only if somebody in between thinks that we want it so. A body that cannot be unpacked is no JSON. */
    private static byte[] body(HttpResponse<byte[]> answer) {
        if (!answer.headers().firstValue("Content-Encoding").orElse("").equalsIgnoreCase("gzip")) {
            return answer.body();
        }
        try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
            return unpacked.readAllBytes();
        } catch (IOException e) {
            return new byte[0];
        }
    }

    /** From how many milliseconds the answer took behind Prospect2's entrance, if it says so. */
    private static long received(HttpResponse<?> answer, long head) {
        return answer.headers()
                .firstValue(WORKED)
                .filter(milliseconds -> milliseconds.matches("[0-9]{1,6}"))
                .map(milliseconds -> head - Long.parseLong(milliseconds) * NANOS_PER_MILLI)
                .orElse(Permit.UNTOLD);
    }

    private HttpRequest http(Request request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + request.path()))
                .timeout(timeout)
                .header("Api-Token", key.current())
                .header("Accept", "application/json");
        if (request.body() == null) {
            return builder.method(request.method(), BodyPublishers.noBody()).build();
        }
        return builder.header("Content-Type", "application/json")
                .method(request.method(), BodyPublishers.ofByteArray(request.body()))
                .build();
    }

    private static Exchange failed(Throwable cause) {
        if (cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException) {
            return new Exchange.NotSent("no connection");
        }
        if (cause instanceof HttpTimeoutException) {
            return new Exchange.Lost("no answer in time");
        }
        if (cause instanceof IOException) {
            return new Exchange.Lost("connection broken");
        }
        throw new IllegalStateException("request failed: " + cause.getClass().getName());
    }

    private Optional<Duration> retryAfter(HttpResponse<?> answer) {
        return answer.headers().firstValue("Retry-After").flatMap(this::retryAfter);
    }

    private Optional<Duration> retryAfter(String header) {
        try {
            long seconds = Long.parseLong(header.trim());
            return Optional.of(Duration.ofSeconds(Math.min(LONGEST_REST, Math.max(0, seconds))));
        } catch (NumberFormatException e) {
            return retryAt(header);
        }
    }

    private Optional<Duration> retryAt(String header) {
        try {
            var at = ZonedDateTime.parse(header.trim(), DateTimeFormatter.RFC_1123_DATE_TIME);
            long seconds = Duration.between(clock.instant(), at.toInstant()).toSeconds() + 1;
            return Optional.of(Duration.ofSeconds(Math.min(LONGEST_REST, Math.max(0, seconds))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
