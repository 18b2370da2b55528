package org.datasync.scheduler.testing;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.datasync.sandbox.testing.ServersResource;

/** The servers and the other services that the application under test needs. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@QuarkusTestResource(value = ServersResource.class, initArgs = @ResourceArg(name = "database", value = "scheduler"))
@QuarkusTestResource(PeersResource.class)
public @interface SchedulerTest {}
