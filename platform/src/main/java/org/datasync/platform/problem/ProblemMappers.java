package org.datasync.platform.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.ForbiddenException;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Every error of every service leaves as a problem document. What it tells is our own sentence or the bare meaning of
 * the status: the message of any other exception may quote the input or a row, so not even the log has it.
 */
final class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);
    private static final int INTERNAL_ERROR = 500;

    @ServerExceptionMapper
    Response ours(ProblemException e) {
        return e.problem().response().build();
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException e) {
        return Problem.of(404, "there is nothing at this address").response().build();
    }

    /** A caller who is known and may not. */
    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return Problem.of(403, "your role does not allow this").response().build();
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException e) {
        Response told = e.getResponse();
        int status = told.getStatus();
        if (status < 400) {
            return told;
        }
        if (status >= INTERNAL_ERROR) {
            return failure(e);
        }
        return Problem.of(status).response().build();
    }

    @ServerExceptionMapper
    Response invalid(ConstraintViolationException e) {
        List<FieldError> errors = e.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        return Problem.invalid(errors).response().build();
    }

    /** JSON that is not what the resource takes. */
    @ServerExceptionMapper
    Response mismatched(MismatchedInputException e) {
        return Problem.of(400, "the body is not what this takes").response().build();
    }

    /**
     * A body that stops in the middle, or that turns out to be too large without having said so: no failure of ours.
     * The server has closed the connection by then, so there is nobody to send a problem document to.
     */
    @ServerExceptionMapper
    Response unreadable(IOException e) {
        if (e instanceof JsonProcessingException) {
            return failure(e);
        }
        LOG.infof("The body of a request could not be read: %s", e.getClass().getName());
        return Response.status(Response.Status.REQUEST_ENTITY_TOO_LARGE).build();
    }

    @ServerExceptionMapper
    Response failure(Exception e) {
        LOG.error("A request failed", Unquoted.of(e));
        return Problem.of(INTERNAL_ERROR, "the request failed; the log of the service says why")
                .response()
                .build();
    }

    /** The path below the method; below the body too, whose name in the code says nothing to the caller. */
    private static String field(ConstraintViolation<?> violation) {
        List<String> path = new ArrayList<>();
        violation.getPropertyPath().forEach(node -> path.add(node.toString()));
        return String.join(".", path.subList(Math.min(path.size() - 1, 2), path.size()));
    }
}
