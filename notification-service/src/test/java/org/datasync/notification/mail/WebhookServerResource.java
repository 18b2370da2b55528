package org.datasync.notification.mail;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Settings of operators, a server for their webhooks that is busy at the first call of each event, and a silent one. */
public final class WebhookServerResource implements QuarkusTestResourceLifecycleManager {
    static final String OPERATORS = "operators@example.org";
    private static final int BUSY = 503;
    private static final int TAKEN = 204;

    private final ScriptedMailServer silent = new ScriptedMailServer();
    private final Calls calls = new Calls(silent);
    private final Set<String> seen = ConcurrentHashMap.newKeySet();
    private HttpServer server;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/hook", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes());
            String signature = exchange.getRequestHeaders().getFirst("X-Datasync-Signature");
            boolean first = seen.add(exchange.getRequestHeaders().getFirst("X-Datasync-Id"));
            calls.bodies.add(body);
            calls.signatures.add(signature);
            exchange.sendResponseHeaders(first ? BUSY : TAKEN, -1);
            exchange.close();
        });
        server.start();
        silent.answer(command -> ScriptedMailServer.SILENCE);
        String url = "http://127.0.0.1:%d/hook".formatted(server.getAddress().getPort());
        return Map.of(
                "datasync.operators.mail", OPERATORS,
                "datasync.notification.allowed-domains", "example.org,bücher.example",
                "datasync.notification.webhooks.pager.url", url,
                "datasync.notification.webhooks.pager.secret", "a secret",
                "datasync.notification.webhooks.pager.allow-private-addresses", "true",
                "datasync.notification.webhooks.inside.url", url,
                "datasync.notification.webhooks.silent.url", "http://127.0.0.1:" + silent.port(),
                "datasync.notification.webhooks.silent.allow-private-addresses", "true",
                "datasync.notification.webhooks.silent.timeout", "PT1M",
                "datasync.notification.retry.first-pause", "PT0.2S");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(calls, new TestInjector.MatchesType(Calls.class));
    }

    @Override
    public void stop() {
        server.stop(0);
        calls.endSilence();
    }

    /** What the server was called with. */
    static final class Calls {
        final Queue<String> bodies = new ConcurrentLinkedQueue<>();
        final Queue<String> signatures = new ConcurrentLinkedQueue<>();
        private final ScriptedMailServer silent;

        Calls(ScriptedMailServer silent) {
            this.silent = silent;
        }

        /** How many callers wait for an answer of the silent server. */
        int unanswered() {
            return silent.openConnections();
        }

        /** From now on the silent server is gone. */
        void endSilence() {
            try {
                silent.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
