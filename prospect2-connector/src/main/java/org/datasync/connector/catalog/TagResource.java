package org.datasync.connector.catalog;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.datasync.platform.problem.ProblemException;

/** The account's contact tags, as choices for a form. */
@Path("/api/v1/tags")
@Produces(MediaType.APPLICATION_JSON)
public class TagResource {
    private static final int LONGEST = 250;

    private final Questions questions;

    TagResource(Questions questions) {
        this.questions = questions;
    }

    /** At most 100 tags whose name contains the text. */
    @GET
    public Tags search(@QueryParam("search") @DefaultValue("") String search) {
        if (search.length() > LONGEST) {
            throw ProblemException.invalid("search", "at most %d characters".formatted(LONGEST));
        }
        return new Tags(questions.ask(Question.Kind.TAGS, search.trim()).stream()
                .map(item -> new Tag(item.id(), item.name()))
                .toList());
    }

    @GET
    @Path("/{id}")
    public Tag get(@PathParam("id") String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw ProblemException.notFound("there is no tag with this id");
        }
        return questions.ask(Question.Kind.TAG, id).stream()
                .map(item -> new Tag(item.id(), item.name()))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("there is no tag with this id"));
    }

    public record Tags(List<Tag> items) {}

    public record Tag(String id, String name) {}
}
