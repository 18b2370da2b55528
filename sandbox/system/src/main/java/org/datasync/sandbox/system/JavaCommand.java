package org.datasync.sandbox.system;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Command lines of the child JVMs: the launcher's own Java, small and quick to start. */
final class JavaCommand {
    private static final Path SHELL = Path.of("/bin/sh");

    private JavaCommand() {}

    /** A class of the launcher's class path. */
    static List<String> ofClass(Class<?> main, List<String> options, String... arguments) {
        var command = java(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        Collections.addAll(command, arguments);
        return deafToTheTerminal(command);
    }

    /** A packaged service. */
    static List<String> ofJar(Path jar, List<String> options) {
        var command = java(options);
        command.addAll(List.of("-jar", jar.toString()));
        return deafToTheTerminal(command);
    }

    private static List<String> java(List<String> options) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        return command;
    }

    /**
     * Ctrl-C reaches every process of the terminal at once; the children would end in any order, the broker before
     * the services that still say something. Only the launcher listens to it, and it ends them one after the other.
     */
    private static List<String> deafToTheTerminal(List<String> command) {
        if (!Files.isExecutable(SHELL)) {
            return command;
        }
        var wrapped = new ArrayList<>(List.of(SHELL.toString(), "-c", "trap '' INT HUP; exec \"$@\"", "sh"));
        wrapped.addAll(command);
        return wrapped;
    }
}
