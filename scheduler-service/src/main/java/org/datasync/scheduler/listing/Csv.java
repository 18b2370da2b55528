package org.datasync.scheduler.listing;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** Listings as CSV (RFC 4180), page by page, so that none is ever in memory as a whole. */
public final class Csv {
    public static final String MEDIA_TYPE = "text/csv";

    private Csv() {}

    /**
     * @param first the first page, read before the answer begins: what is wrong can still be a problem document
     * @param next the page after a cursor
     */
    public static <T> StreamingOutput of(
            List<String> header, Page<T> first, Function<String, Page<T>> next, Function<T, List<List<Object>>> lines) {
        return output -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
            line(writer, header);
            Page<T> page = first;
            while (true) {
                for (T item : page.items()) {
                    lines.apply(item).forEach(values -> lineUnchecked(writer, values));
                }
                writer.flush();
                if (page.nextCursor() == null) {
                    return;
                }
                page = next.apply(page.nextCursor());
            }
        };
    }

    /** The answer with the listing. */
    public static Response answer(StreamingOutput listing) {
        return Response.ok(listing, MEDIA_TYPE + ";charset=UTF-8").build();
    }

    private static void lineUnchecked(Writer writer, List<?> values) {
        try {
            line(writer, values);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void line(Writer writer, List<?> values) throws IOException {
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                writer.write(',');
            }
            writer.write(cell(values.get(i)));
        }
        writer.write("\r\n");
    }

    /** Text that a spreadsheet would take for a formula gets an apostrophe. */
    static String cell(Object value) {
        if (value == null) {
            return "";
        }
        String text = value.toString();
        boolean formula = value instanceof String && !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        String safe = formula ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
