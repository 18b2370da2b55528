package org.datasync.scheduler.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An OpenID Connect provider without passwords: {@code /sign-in?name=&role=} says who sits at the browser, and {@code
 * /issue?name=&role=&for=} answers with a bearer token for that audience. The service is told of it as in production.
 */
public final class IdentityProvider implements QuarkusTestResourceLifecycleManager {
    /** What the provider gives the service for asking the other services. */
    public static final String TOKEN_OF_THE_SERVICE = "of-the-scheduler";

    private static final String CLIENT = "scheduler-service";
    private static final String KEY = "test-key";

    private final KeyPair keys = keys();
    private final Map<String, Person> codes = new ConcurrentHashMap<>();
    private volatile Person atTheBrowser = new Person("nobody", "none");
    private HttpServer server;
    private String url;

    @Override
    public Map<String, String> start() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.start();
        url = "http://localhost:" + server.getAddress().getPort();
        return Map.of(
                "quarkus.oidc.auth-server-url",
                url,
                "quarkus.oidc.client-id",
                CLIENT,
                "quarkus.oidc.credentials.secret",
                "a-secret-of-the-service-that-is-long-enough",
                "quarkus.oidc-client.credentials.secret",
                "a-secret-of-the-service-that-is-long-enough");
    }

    @Override
    public void stop() {
        server.stop(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> query = parameters(exchange.getRequestURI().getRawQuery());
        switch (exchange.getRequestURI().getPath()) {
            case "/.well-known/openid-configuration" -> answer(exchange, 200, discovery());
            case "/jwks" -> answer(exchange, 200, keySet());
            case "/sign-in" -> {
                atTheBrowser = new Person(query.get("name"), query.get("role"));
                answer(exchange, 200, "{}");
            }
            case "/issue" -> answer(exchange, 200, issued(query));
            case "/authorize" -> authorize(exchange, query);
            case "/token" -> {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                token(exchange, parameters(body));
            }
            default -> answer(exchange, 404, "{}");
        }
    }

    private String discovery() {
        return """
                {"issuer":"%1$s","authorization_endpoint":"%1$s/authorize","token_endpoint":"%1$s/token",
                "jwks_uri":"%1$s/jwks","response_types_supported":["code"],"subject_types_supported":["public"],
                "id_token_signing_alg_values_supported":["RS256"]}""".formatted(url);
    }

    private String keySet() {
        RSAPublicKey key = (RSAPublicKey) keys.getPublic();
        return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                .formatted(KEY, unsigned(key.getModulus()), unsigned(key.getPublicExponent()));
    }

    private String issued(Map<String, String> query) {
        return signed(new Person(query.get("name"), query.get("role")), query.getOrDefault("for", CLIENT));
    }

    private void authorize(HttpExchange exchange, Map<String, String> query) throws IOException {
        String code = UUID.randomUUID().toString();
        codes.put(code, atTheBrowser);
        exchange.getResponseHeaders()
                .add("Location", "%s?code=%s&state=%s".formatted(query.get("redirect_uri"), code, query.get("state")));
        answer(exchange, 302, "");
    }

    private void token(HttpExchange exchange, Map<String, String> form) throws IOException {
        if ("client_credentials".equals(form.get("grant_type"))) {
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}"
                            .formatted(TOKEN_OF_THE_SERVICE));
            return;
        }
        Person person = codes.remove(form.getOrDefault("code", ""));
        if (person == null) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\"}");
            return;
        }
        String token = signed(person, CLIENT);
        answer(
                exchange,
                200,
                "{\"id_token\":\"%s\",\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":300}"
                        .formatted(token, token));
    }

    private String signed(Person person, String audience) {
        return Jwt.issuer(url)
                .upn(person.name)
                .subject(person.name)
                .audience(audience)
                .groups(Set.of(person.role))
                .expiresIn(300)
                .jws()
                .keyId(KEY)
                .sign(keys.getPrivate());
    }

    private record Person(String name, String role) {}

    private static Map<String, String> parameters(String text) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : text == null ? new String[0] : text.split("&")) {
            String[] parts = pair.split("=", 2);
            parameters.put(parts[0], parts.length == 1 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        byte[] magnitude = new byte[bytes.length - sign];
        System.arraycopy(bytes, sign, magnitude, 0, magnitude.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(magnitude);
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
