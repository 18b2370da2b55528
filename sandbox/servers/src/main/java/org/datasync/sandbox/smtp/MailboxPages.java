package org.datasync.sandbox.smtp;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.datasync.sandbox.http.Refusal;
import org.datasync.sandbox.http.Request;
import org.datasync.sandbox.http.Response;

/** The mailbox as pages and as JSON. */
final class MailboxPages {
    private static final String STYLE = """
            <style>
            body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem; color: #1d2733; background: #fff; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #d5dae0; vertical-align: top; }
            pre { white-space: pre-wrap; background: #f4f6f8; padding: 1rem; }
            iframe { width: 100%; height: 40rem; border: 1px solid #d5dae0; background: #fff; }
            @media (prefers-color-scheme: dark) { body { color: #e6e9ed; background: #14181d; } pre { background: #1f252c; } a { color: #8ab4f8; } }
            </style>""";

    private final Mails mails;
    private final Faults faults;

    MailboxPages(Mails mails, Faults faults) {
        this.mails = mails;
        this.faults = faults;
    }

    Response handle(Request request) {
        if (request.is("GET /")) {
            return Response.html(list());
        }
        if (request.is("GET /api/messages")) {
            return page(request);
        }
        if (request.is("POST /api/faults")) {
            faults.add(fault(request.json()));
            return Response.noContent();
        }
        if (request.is("DELETE /api/faults")) {
            faults.clear();
            return Response.noContent();
        }
        if (request.method().equals("GET") && request.path().matches("/messages/\\d{1,18}(/html)?")) {
            return one(request.path());
        }
        throw Refusal.of(404, "Not found");
    }

    private Response page(Request request) {
        int limit = request.parameter("limit").isPresent() ? request.number("limit", 1, 1000) : 100;
        int cursor = request.parameter("cursor").isPresent() ? request.number("cursor", 0, Integer.MAX_VALUE) : 0;
        return Response.json(200, mails.after(cursor, limit));
    }

    private Response one(String path) {
        String[] parts = path.split("/");
        Mail mail = mails.find(Long.parseLong(parts[2])).orElseThrow(() -> Refusal.of(404, "Not found"));
        if (parts.length == 4) {
            return Response.foreignHtml(mail.html() == null ? "" : mail.html());
        }
        return Response.html(message(mail));
    }

    private static Fault fault(JsonNode body) {
        String kind = body.path("kind").asText("").toUpperCase(Locale.ROOT);
        try {
            return new Fault(
                    Fault.Kind.valueOf(kind),
                    body.path("code").asInt(0),
                    body.path("times").asInt(1),
                    body.hasNonNull("recipient") ? body.get("recipient").asText() : null);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("fault", e.getMessage());
        }
    }

    private String list() {
        String rows = mails.newest(200).stream()
                .map(mail -> "<tr><td>%s</td><td>%s</td><td>%s</td><td><a href=\"/messages/%s\">%s</a></td></tr>"
                        .formatted(
                                escaped(mail.receivedAt()),
                                escaped(mail.from()),
                                escaped(String.join(", ", mail.to())),
                                mail.id(),
                                mail.subject() == null || mail.subject().isBlank()
                                        ? "(no subject)"
                                        : escaped(mail.subject())))
                .collect(Collectors.joining("\n"));
        String table = rows.isEmpty()
                ? "<p>No mail yet.</p>"
                : "<table><thead><tr><th>Received</th><th>From</th><th>To</th><th>Subject</th></tr></thead><tbody>"
                        + rows + "</tbody></table>";
        return document("Mailbox", "<h1>Mailbox</h1>" + table);
    }

    private static String message(Mail mail) {
        String attachments = mail.attachments().stream()
                .map(attachment -> "<li>%s, %d bytes</li>".formatted(escaped(attachment.name()), attachment.size()))
                .collect(Collectors.joining());
        String html = mail.html() == null
                ? ""
                : "<h2>Page</h2><iframe sandbox=\"\" title=\"The mail as a page\" src=\"/messages/%s/html\"></iframe>"
                        .formatted(mail.id());
        String text = mail.text() == null ? "" : "<h2>Text</h2><pre>" + escaped(mail.text()) + "</pre>";
        return document(escaped(mail.subject()), """
                <p><a href="/">All mail</a></p>
                <h1>%s</h1>
                <p>From %s to %s, received %s</p>
                %s%s%s""".formatted(
                        escaped(mail.subject()),
                        escaped(mail.from()),
                        escaped(String.join(", ", mail.to())),
                        escaped(mail.receivedAt()),
                        html,
                        text,
                        attachments.isEmpty() ? "" : "<h2>Attachments</h2><ul>" + attachments + "</ul>"));
    }

    private static String document(String title, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>%s</title>%s</head>
                <body>
                %s
                </body>
                </html>
                """.formatted(title, STYLE, body);
    }

    private static String escaped(String text) {
        if (text == null) {
            return "";
        }
        Map<Character, String> special = Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");
        return text.chars()
                .mapToObj(character -> special.getOrDefault((char) character, String.valueOf((char) character)))
                .collect(Collectors.joining());
    }
}
