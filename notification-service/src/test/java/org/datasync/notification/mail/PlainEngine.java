package org.datasync.notification.mail;

import io.quarkus.qute.Engine;
import io.quarkus.qute.HtmlEscaper;
import io.quarkus.qute.ReflectionValueResolver;
import io.quarkus.qute.TemplateLocator.TemplateLocation;
import io.quarkus.qute.Variant;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The template engine with the templates of the class path, set up as the service has it, without the service. */
final class PlainEngine {
    private PlainEngine() {}

    static Engine create() {
        return Engine.builder()
                .addDefaults()
                .addValueResolver(new ReflectionValueResolver())
                .addResultMapper(new HtmlEscaper(List.of(Variant.TEXT_HTML)))
                .addLocator(PlainEngine::locate)
                .build();
    }

    private static Optional<TemplateLocation> locate(String id) {
        InputStream template = PlainEngine.class.getResourceAsStream("/templates/" + id);
        return template == null ? Optional.empty() : Optional.of(new Location(id, template));
    }

    private record Location(String id, InputStream template) implements TemplateLocation {
        @Override
        public Reader read() {
            return new InputStreamReader(template, StandardCharsets.UTF_8);
        }

        @Override
        public Optional<Variant> getVariant() {
            String type = id.endsWith(".html") ? Variant.TEXT_HTML : Variant.TEXT_PLAIN;
            return Optional.of(Variant.forContentType(type));
        }
    }
}
