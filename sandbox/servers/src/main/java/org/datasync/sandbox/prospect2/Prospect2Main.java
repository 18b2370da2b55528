package org.datasync.sandbox.prospect2;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;

/**
 * The server as a process of its own: {@code Prospect2Main <port> [settings file]}, the file being a JSON patch of the
 * settings. Prints its address when it answers, ends when it is killed.
 */
public final class Prospect2Main {
    private Prospect2Main() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        var builder = Prospect2Server.builder().port(Integer.parseInt(arguments[0]));
        if (arguments.length > 1) {
            builder.settings(Files.readString(Path.of(arguments[1])));
        }
        var server = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(server::close));
        System.out.println(server.url());
        new CountDownLatch(1).await();
    }
}
