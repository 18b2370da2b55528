package org.datasync.connector.change;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Wakes the workers of this replica when there is something new. Others find it by looking. */
@ApplicationScoped
public class WorkSignal {
    private final List<Runnable> workers = new CopyOnWriteArrayList<>();

    public void listen(Runnable worker) {
        workers.add(worker);
    }

    public void wake() {
        workers.forEach(Runnable::run);
    }
}
