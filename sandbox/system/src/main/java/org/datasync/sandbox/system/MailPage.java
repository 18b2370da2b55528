package org.datasync.sandbox.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the SMTP server of the sandbox has received, as its mailbox page tells it. */
public final class MailPage {
    private final Rest rest;

    public MailPage(String url) {
        this.rest = new Rest("the mailbox", url, Map.of());
    }

    /** Every mail so far, oldest or newest first as the page has it. */
    public List<Mail> all() {
        var mails = new ArrayList<Mail>();
        String cursor = "";
        do {
            JsonNode page =
                    rest.get("/api/messages?limit=100" + (cursor.isEmpty() ? "" : "&cursor=" + Rest.encode(cursor)));
            page.path("items").forEach(mail -> mails.add(Json.as(mail, Mail.class)));
            cursor = page.path("nextCursor").isNull()
                    ? ""
                    : page.path("nextCursor").asText("");
        } while (!cursor.isEmpty());
        return List.copyOf(mails);
    }

    /** @param messageId names the mail for ever: the same mail sent again has the same */
    public record Mail(String id, String messageId, List<String> to, String subject, String text, String html) {
        public Mail {
            to = to == null ? List.of() : List.copyOf(to);
        }

        /** Whether the mail is about a run: it links to it. */
        public boolean isAbout(Run run) {
            String runId = run.id().toString();
            return contains(text, runId) || contains(html, runId) || contains(messageId, runId);
        }

        private static boolean contains(String whole, String part) {
            return whole != null && whole.contains(part);
        }
    }
}
