package org.datasync.connector.testing;

import org.datasync.sandbox.prospect2.Prospect2Server;

/** The Prospect2 account of the tests of this JVM: quick, and with limits that no test meets by accident. */
public final class TestAccount {
    private static Prospect2Server server;

    private TestAccount() {}

    public static synchronized Prospect2Server server() {
        if (server == null) {
            server = Prospect2Server.builder().fast().settings("""
                            {"limits":{"requestsPerSecond":100000,"bulkPerMinute":100000,"singleBulkPerMinute":100000},
                             "bulk":{"visibleAfter":"PT0.02S","duration":"PT0.1S","perContact":"PT0S"}}""").start();
        }
        return server;
    }
}
