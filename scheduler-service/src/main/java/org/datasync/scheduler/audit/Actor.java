package org.datasync.scheduler.audit;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/** Who makes the current request, as the identity provider names them; in the sandbox everybody is an operator. */
@ApplicationScoped
public class Actor {
    private static final int LONGEST_NAME = 200;

    private final SecurityIdentity identity;

    Actor(SecurityIdentity identity) {
        this.identity = identity;
    }

    public String name() {
        if (identity.isAnonymous()) {
            return "operator";
        }
        String name = identity.getPrincipal().getName();
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
