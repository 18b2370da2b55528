package org.datasync.sandbox.system;

/** Ends this process when the one that started it is gone: nobody else would ever stop the system. */
final class ParentWatch {
    private ParentWatch() {}

    static void start(Terminal terminal) {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> {
            terminal.say("the process that started the sandbox is gone; stopping");
            System.exit(Sandbox.FAILED);
        }));
    }
}
