package org.datasync.sandbox.system;

import java.util.List;
import java.util.Map;

/**
 * How the children's JVMs are started: seven of them share one machine, and somebody waits for them. None of it is
 * meant for production.
 */
public final class SmallJvm {
    /**
     * The heap starts small, or a JVM on a large machine touches all of its maximum before it collects for the first
     * time. The bytecode comes from this build and is not verified when it is loaded: a tenth of the processor time of a
     * service's start. That switch is a diagnostic one, so a Java without it goes on without it.
     */
    public static final List<String> OPTIONS = List.of(
            "-Xms32m",
            "-Xmx256m",
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+UnlockDiagnosticVMOptions",
            "-XX:-BytecodeVerificationRemote");

    /** With an arena for every few threads the C library keeps what was freed; glibc only, others ignore it. */
    public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private SmallJvm() {}
}
