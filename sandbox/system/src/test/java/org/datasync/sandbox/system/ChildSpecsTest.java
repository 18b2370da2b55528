package org.datasync.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class ChildSpecsTest {
    private final Options options = Options.from(new Properties());

    @Test
    void everyProcessIsStartedAsASmallOne() {
        var servers = new ServerSpecs(options);
        var services = new ServiceSpecs(options);
        for (Part part : Part.values()) {
            boolean server = part == Part.KAFKA || part == Part.DATABASE;
            ChildSpec spec = server ? servers.of(Replica.of(part)) : services.of(Replica.of(part));

            assertThat(spec.command()).as(spec.name()).containsSubsequence(SmallJvm.OPTIONS);
            assertThat(spec.environment()).as(spec.name()).containsAllEntriesOf(SmallJvm.ENVIRONMENT);
        }
    }
}
