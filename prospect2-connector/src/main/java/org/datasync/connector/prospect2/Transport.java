package org.datasync.connector.prospect2;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
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
import org.datasync.connector.ConnectorConfig;

/** Sends requests over HTTP/1.1 with the key. No cookies, no redirects, no repetition of its own. */
@ApplicationScoped
class Transport {
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
        var sent = client.sendAsync(http(request), BodyHandlers.ofByteArray());
        try {
            HttpResponse<byte[]> answer = sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return new Exchange.Answered(answer.statusCode(), answer.body(), retryAfter(answer));
        } catch (TimeoutException e) {
            sent.cancel(true);
            return new Exchange.Lost("no answer in time");
        } catch (ExecutionException e) {
            return failed(e.getCause());
        }
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
            return Optional.of(Duration.ofSeconds(Math.max(0, Long.parseLong(header.trim()))));
        } catch (NumberFormatException e) {
            return retryAt(header);
        }
    }

    private Optional<Duration> retryAt(String header) {
        try {
            var at = ZonedDateTime.parse(header.trim(), DateTimeFormatter.RFC_1123_DATE_TIME);
            Duration left = Duration.between(clock.instant(), at.toInstant());
            return Optional.of(left.isNegative() ? Duration.ZERO : left);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
