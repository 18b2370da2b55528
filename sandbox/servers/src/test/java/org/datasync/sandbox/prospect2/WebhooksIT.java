package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksIT extends Unlimited {
    private final List<Query> received = new CopyOnWriteArrayList<>();
    private final AtomicInteger status = new AtomicInteger(200);
    private HttpServer receiver;

    @BeforeEach
    void listen() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/hook", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(Query.parse(body));
            exchange.sendResponseHeaders(status.get(), -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterEach
    void close() {
        receiver.stop(0);
    }

    @Test
    void singleCallsTellWhoeverListensToTheApi() {
        var created = api.post("/webhooks", subscription("[\"contact_tag_added\",\"contact_tag_removed\"]", "api"));
        server.addContact("jane@example.org", "Donor");

        var association = tag(1, 7).at("/contactTag/id");
        tag(1, 7);
        api.delete("/contactTags/" + association);
        api.delete("/contactTags/" + association);

        assertThat(created.status()).isEqualTo(201);
        await().untilAsserted(() -> assertThat(received).hasSize(2));
        assertThat(received.stream().map(form -> form.get("type")))
                .containsExactlyInAnyOrder("contact_tag_added", "contact_tag_removed");
        var added = received.stream()
                .filter(form -> form.get("type").equals("contact_tag_added"))
                .findFirst()
                .orElseThrow();
        assertThat(added.get("contact[email]")).isEqualTo("jane@example.org");
        assertThat(added.get("contact[tags]")).isEqualTo("Donor, Current member");
        assertThat(added.get("initiated_from")).isEqualTo("api");
        assertThat(server.deliveries()).hasSize(2);
    }

    @Test
    void aSubscriptionToAnotherSourceHearsNothing() {
        api.post("/webhooks", subscription("[\"contact_tag_added\"]", "public"));
        server.addContact("jane@example.org");

        tag(1, 7);

        assertThat(server.deliveries()).isEmpty();
    }

    @Test
    void anUpdateIsToldOnlyIfSomethingChanged() {
        server.subscribe("https://elsewhere.example/hook", "update");
        server.addContact("jane@example.org");

        sync("jane@example.org");
        assertThat(server.deliveries()).isEmpty();
        api.post("/contact/sync", "{\"contact\":{\"email\":\"jane@example.org\",\"firstName\":\"Jane\"}}");

        assertThat(server.deliveries()).extracting(Delivery::event).containsExactly("update");
    }

    @Test
    void anAnswerOf410SwitchesTheSubscriptionOff() {
        status.set(410);
        server.subscribe(hook(), "contact_tag_added");
        server.addContact("jane@example.org");

        tag(1, 7);

        await().untilAsserted(
                        () -> assertThat(api.get("/webhooks").at("/meta/total")).isEqualTo("0"));
    }

    @Test
    void aDeliveryMayComeTwice() {
        server.fault("{\"kind\":\"DUPLICATE_DELIVERY\"}");
        server.subscribe(hook(), "contact_tag_added");
        server.addContact("jane@example.org");

        tag(1, 7);
        tag(1, 9);

        await().untilAsserted(() -> assertThat(received).hasSize(3));
    }

    @Test
    void subscriptionsAreChangedAndDeleted() {
        api.post("/webhooks", subscription("[\"update\"]", "api"));

        var changed = api.put("/webhooks/1", "{\"webhook\":{\"name\":\"Other\"}}");
        var deleted = api.delete("/webhooks/1");

        assertThat(changed.at("/webhook/name")).isEqualTo("Other");
        assertThat(changed.at("/webhook/events/0")).isEqualTo("update");
        assertThat(deleted.text()).isEqualTo("{}");
        assertThat(api.get("/webhooks/1").status()).isEqualTo(404);
        assertThat(api.get("/webhook/events").json().at("/webhookEvents")).hasSize(25);
        assertThat(api.post("/webhooks", "{\"webhook\":{\"name\":\"x\"}}").status())
                .isEqualTo(422);
    }

    private String hook() {
        return "http://127.0.0.1:%d/hook".formatted(receiver.getAddress().getPort());
    }

    private String subscription(String events, String source) {
        return "{\"webhook\":{\"name\":\"Hook\",\"url\":\"%s\",\"events\":%s,\"sources\":[\"%s\"]}}"
                .formatted(hook(), events, source);
    }
}
