package org.datasync.sandbox.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class SmallJvmTest {
    @Test
    void thisJavaTakesTheOptionsWithoutAWordAndStartsSmall() throws Exception {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SmallJvm.OPTIONS);
        command.add("-XX:+PrintFlagsFinal");
        command.add("-version");

        Process java = new ProcessBuilder(command).start();
        var flags = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var said = new String(java.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).isZero();
        assertThat(said).doesNotContainIgnoringCase("warning").doesNotContainIgnoringCase("unrecognized");
        assertThat(flags)
                .containsPattern("InitialHeapSize +=  *%d".formatted(32 << 20))
                .containsPattern("MaxHeapSize +=  *%d".formatted(256 << 20))
                .containsPattern("BytecodeVerificationRemote +=  *false");
    }
}
