package org.datasync.sandbox.testing;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/**
 * An address and whether it is one: what everybody who judges addresses has to agree on. Blanks around an address do
 * not matter.
 *
 * @param why what is special about it
 */
public record AddressCase(String address, boolean valid, String why) {
    private static final String TABLE = "/addresses.json";

    /** The whole table. */
    public static List<AddressCase> all() {
        try (InputStream table = AddressCase.class.getResourceAsStream(TABLE)) {
            return new ObjectMapper().readValue(table, new TypeReference<List<AddressCase>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without the blanks around it. */
    public String trimmed() {
        return address.replaceAll("^ +| +$", "");
    }

    /** What addresses are compared by. */
    public String key() {
        return trimmed().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return (valid ? "good: " : "bad: ") + why;
    }
}
