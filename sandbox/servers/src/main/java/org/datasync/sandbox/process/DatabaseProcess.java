package org.datasync.sandbox.process;

import org.datasync.sandbox.database.DatabaseServer;

/** The database server as a process of its own: {@code DatabaseProcess <directory> <port>}. Says READY when it serves. */
public final class DatabaseProcess {
    private DatabaseProcess() {}

    public static void main(String[] arguments) throws Exception {
        ChildProcess.serve(arguments, DatabaseServer::start);
    }
}
