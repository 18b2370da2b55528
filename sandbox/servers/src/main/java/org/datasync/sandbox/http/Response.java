package org.datasync.sandbox.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;

/** An answer: status, content type, body and the policy that a browser must keep with it. */
public record Response(int status, String contentType, String body, String contentPolicy) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Nothing from elsewhere, and no script at all. */
    private static final String OWN_PAGE = "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'";
    /** A page of somebody else: shown without any right. */
    private static final String FOREIGN_PAGE = "sandbox; default-src 'none'; style-src 'unsafe-inline'";

    public static Response json(int status, Object value) {
        try {
            return new Response(status, "application/json", JSON.writeValueAsString(value), OWN_PAGE);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value.getClass(), e);
        }
    }

    public static Response html(String page) {
        return new Response(200, "text/html; charset=utf-8", page, OWN_PAGE);
    }

    public static Response foreignHtml(String page) {
        return new Response(200, "text/html; charset=utf-8", page, FOREIGN_PAGE);
    }

    public static Response noContent() {
        return new Response(204, "", "", OWN_PAGE);
    }

    Response as(String otherContentType) {
        return new Response(status, otherContentType, body, contentPolicy);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
