package org.datasync.sandbox.prospect2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Routes by method and path template, such as {@code GET /contacts/{id}}. */
final class Router {
    private final List<Route> routes = new ArrayList<>();

    Router on(String name, Handler handler) {
        int blank = name.indexOf(' ');
        routes.add(new Route(
                name, name.substring(0, blank), name.substring(blank + 1).split("/"), handler));
        return this;
    }

    Optional<Match> find(String method, String path) {
        var segments = path.split("/");
        for (var route : routes) {
            if (route.method.equals(method) && route.fits(segments)) {
                return Optional.of(new Match(route.name, route.handler, route.id(segments)));
            }
        }
        return Optional.empty();
    }

    /** Answers a call. The id is that of the path, 0 where the path has none or no number. */
    @FunctionalInterface
    interface Handler {
        Answer answer(Call call, int id);
    }

    record Match(String route, Handler handler, int id) {}

    private record Route(String name, String method, String[] template, Handler handler) {
        boolean fits(String[] segments) {
            if (segments.length != template.length) {
                return false;
            }
            for (int i = 0; i < segments.length; i++) {
                if (!template[i].equals("{id}") && !template[i].equals(segments[i])) {
                    return false;
                }
            }
            return true;
        }

        int id(String[] segments) {
            for (int i = 0; i < segments.length; i++) {
                if (template[i].equals("{id}")) {
                    return Query.number(segments[i]).orElse(0);
                }
            }
            return 0;
        }
    }
}
