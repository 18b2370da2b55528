package org.datasync.scheduler;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.eclipse.microprofile.config.spi.Converter;

/** A zone by its IANA name; what is empty, as a variable of the environment that is not set, is none. */
public final class ZoneConverter implements Converter<ZoneId> {
    private static final long serialVersionUID = 1L;

    @Override
    public ZoneId convert(String value) {
        if (value.isBlank()) {
            return null;
        }
        try {
            return ZoneId.of(value.strip());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(value + " is no time zone, as for example America/New_York is", e);
        }
    }
}
