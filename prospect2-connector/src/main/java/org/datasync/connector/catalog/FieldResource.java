package org.datasync.connector.catalog;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** The account's custom fields, as choices for a form. */
@Path("/api/v1/fields")
@Produces(MediaType.APPLICATION_JSON)
public class FieldResource {
    private final Questions questions;

    FieldResource(Questions questions) {
        this.questions = questions;
    }

    /** All custom fields. */
    @GET
    public Fields get() {
        return new Fields(questions.ask(Question.Kind.FIELDS, "").stream()
                .map(item -> new Field(item.id(), item.name(), item.title()))
                .toList());
    }

    public record Fields(List<Field> items) {}

    /** @param personalisationTag by which a profile names the field; the same in every account */
    public record Field(String id, String personalisationTag, String title) {}
}
