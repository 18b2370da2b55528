package org.datasync.scheduler.peer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.datasync.platform.problem.FieldError;
import org.datasync.platform.problem.ProblemException;
import org.jboss.logging.Logger;

/** What the answers of another service mean for our caller. */
final class Answers {
    private static final Logger LOG = Logger.getLogger(Answers.class);

    private final String service;
    private final ObjectMapper mapper;

    Answers(String service, ObjectMapper mapper) {
        this.service = service;
        this.mapper = mapper;
    }

    /** The body; 503 if there is no sensible answer; a refusal is passed on as it is. */
    JsonNode required(Supplier<Response> call) {
        try (Response response = ask(call)) {
            JsonNode body = body(response);
            if (response.getStatus() >= 400) {
                throw refusal(response.getStatus(), body);
            }
            return body;
        }
    }

    /** The body, or the reason of a 404. */
    Found found(Supplier<Response> call) {
        try (Response response = ask(call)) {
            JsonNode body = body(response);
            if (response.getStatus() == 404) {
                return new Found(Optional.empty(), body.path("detail").asText("does not exist"));
            }
            if (response.getStatus() >= 400) {
                throw refusal(response.getStatus(), body);
            }
            return new Found(Optional.of(body), "");
        }
    }

    /** @param reason why there is no body */
    record Found(Optional<JsonNode> body, String reason) {}

    private Response ask(Supplier<Response> call) {
        Response response;
        try {
            response = call.get();
        } catch (ProcessingException e) {
            LOG.warnf("%s does not answer: %s", service, e.toString());
            throw silent();
        }
        int status = response.getStatus();
        if (status >= 500 || status == 401 || status == 403) {
            response.close();
            LOG.warnf("%s answers with status %d", service, status);
            throw silent();
        }
        return response;
    }

    private JsonNode body(Response response) {
        try {
            String text = response.hasEntity() ? response.readEntity(String.class) : "";
            return text == null || text.isBlank() ? mapper.createObjectNode() : mapper.readTree(text);
        } catch (JsonProcessingException | ProcessingException e) {
            LOG.warnf("%s answers with something else than JSON", service);
            throw silent();
        }
    }

    private static ProblemException refusal(int status, JsonNode body) {
        List<FieldError> errors = new ArrayList<>();
        body.path("errors")
                .forEach(error -> errors.add(new FieldError(
                        error.path("field").asText(), error.path("message").asText())));
        if (status == 400 && !errors.isEmpty()) {
            return ProblemException.invalid(errors);
        }
        return ProblemException.of(status, body.path("detail").asText("the request was refused"));
    }

    private ProblemException silent() {
        return ProblemException.unavailable(service + " does not answer; nothing was changed, try again later");
    }
}
