package org.datasync.scheduler.audit;

import jakarta.enterprise.context.ApplicationScoped;

/** Who makes the current request. */
@ApplicationScoped
public class Actor {
    public String name() {
        return "operator";
    }
}
