package org.datasync.scheduler.peer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.datasync.contracts.sync.v1.Tag;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** What prospect2-connector knows about Prospect2. Every method ends with 503 when it does not answer. */
@ApplicationScoped
public class Connector {
    private final ConnectorApi api;
    private final Answers answers;

    Connector(@RestClient ConnectorApi api, ObjectMapper mapper) {
        this.api = api;
        this.answers = new Answers("prospect2-connector", mapper);
    }

    public JsonNode tags(String search) {
        return answers.required(() -> api.tags(search));
    }

    /** The tag with the name it has now. */
    public Optional<Tag> tag(String id) {
        return answers.found(() -> api.tag(id))
                .body()
                .map(tag -> new Tag(tag.path("id").asText(id), tag.path("name").asText()));
    }

    public JsonNode account() {
        return answers.required(api::account);
    }

    public JsonNode queue() {
        return answers.required(api::queue);
    }
}
