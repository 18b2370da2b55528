package org.datasync.sandbox.system;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The whole system on one machine by one command. Ends with code 0 after {@code -Ddemo.once}, with 1 and the reason
 * after a failure; whatever ends it, no process is left behind.
 */
public final class Sandbox {
    static final int FAILED = 1;

    private final Terminal terminal;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private Sandbox(Terminal terminal) {
        this.terminal = terminal;
    }

    public static void main(String[] arguments) {
        Quiet.logging();
        var terminal = new Terminal(System.out);
        System.exit(new Sandbox(terminal).run());
    }

    private int run() {
        try {
            var options = Options.from(System.getProperties());
            var switches = new Switches(System.getProperties());
            var system = LocalSystem.of(options, terminal);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(system), "stop"));
            ParentWatch.start(terminal);
            system.start();
            if (!switches.isOn("demo.idle")) {
                new Story(system).tell();
            }
            if (switches.isOn("demo.once")) {
                terminal.say("done");
                return 0;
            }
            stayUp(options);
            return 0;
        } catch (RuntimeException e) {
            return fail(e);
        }
    }

    private void stayUp(Options options) {
        terminal.print("");
        terminal.print(Addresses.of(options));
        terminal.print("");
        terminal.say("the system is up; Ctrl-C stops it");
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The reason in words; a stack trace only for what is a mistake of ours. */
    private int fail(RuntimeException e) {
        if (stopping.get()) {
            return FAILED;
        }
        terminal.print("");
        terminal.print("FAILED: " + (e instanceof SandboxException ? e.getMessage() : e.toString()));
        if (!(e instanceof SandboxException)) {
            e.printStackTrace(System.out);
        }
        return FAILED;
    }

    private void stop(LocalSystem system) {
        stopping.set(true);
        boolean started = system.isStarted();
        if (started) {
            terminal.say("stopping");
        }
        system.close();
        if (started) {
            terminal.say("everything is stopped");
        }
    }
}
