package org.datasync.sandbox.process;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** What the server processes have in common: they say when they serve, and they do not outlive their parent. */
final class ChildProcess {
    static final String READY = "READY";

    private ChildProcess() {}

    /** Runs until the process is terminated or its parent is gone. */
    static void serve(String[] arguments, Starter starter) throws Exception {
        if (arguments.length != 2) {
            throw new IllegalArgumentException("usage: <directory> <port>");
        }
        serve(() -> starter.start(Path.of(arguments[0]), Integer.parseInt(arguments[1])));
    }

    /** The same for a server that needs to know more. */
    static void serve(Callable<AutoCloseable> starter) throws Exception {
        stopWithParent();
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        AutoCloseable server = starter.call();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server), "close"));
        System.out.println(READY);
        System.out.flush();
        new CountDownLatch(1).await();
    }

    private static void stopWithParent() {
        ProcessHandle.current()
                .parent()
                .orElseThrow(() -> new IllegalStateException("a server process needs a parent"))
                .onExit()
                .thenRun(() -> System.exit(0));
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("the server did not close in good order", e);
        }
    }

    /** Starts the server of one process. */
    @FunctionalInterface
    interface Starter {
        AutoCloseable start(Path directory, int port) throws Exception;
    }
}
