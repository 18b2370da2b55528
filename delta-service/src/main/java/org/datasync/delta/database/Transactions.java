package org.datasync.delta.database;

/** Runs work in a transaction of its own that commits only while the worker is the leader. */
@FunctionalInterface
public interface Transactions {
    <T> T call(Work<T> work);
}
