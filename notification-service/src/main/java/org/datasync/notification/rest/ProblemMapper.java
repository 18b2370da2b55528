package org.datasync.notification.rest;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Comparator;
import java.util.List;
import org.datasync.notification.rest.Problem.FieldError;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Errors as problem details. The input is not repeated: it may hold an address. */
final class ProblemMapper {
    @ServerExceptionMapper
    Response map(WebApplicationException failure) {
        Response answer = failure.getResponse();
        Response.StatusType status = answer.getStatusInfo();
        boolean ours = failure.getCause() == null && answer.getStatus() < 500;
        String detail = ours ? failure.getMessage() : null;
        return Response.fromResponse(answer)
                .type(Problem.MEDIA_TYPE)
                .entity(Problem.of(status.getStatusCode(), status.getReasonPhrase(), detail))
                .build();
    }

    @ServerExceptionMapper
    Response map(ConstraintViolationException failure) {
        List<FieldError> errors = failure.getConstraintViolations().stream()
                .map(violation -> new FieldError(field(violation), violation.getMessage()))
                .sorted(Comparator.comparing(FieldError::field))
                .toList();
        Problem problem = new Problem(
                "about:blank",
                Status.BAD_REQUEST.getReasonPhrase(),
                Status.BAD_REQUEST.getStatusCode(),
                "The input is not valid",
                errors);
        return Response.status(Status.BAD_REQUEST)
                .type(Problem.MEDIA_TYPE)
                .entity(problem)
                .build();
    }

    /** The path below method and parameter. */
    private static String field(ConstraintViolation<?> violation) {
        StringBuilder field = new StringBuilder();
        int depth = 0;
        for (Path.Node node : violation.getPropertyPath()) {
            if (depth++ >= 2) {
                field.append(field.isEmpty() ? "" : ".").append(node);
            }
        }
        return field.toString();
    }
}
