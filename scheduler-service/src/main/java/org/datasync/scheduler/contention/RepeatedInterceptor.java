package org.datasync.scheduler.contention;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.annotation.Priority;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.transaction.Status;

/** Around the interceptor that begins the transaction, so that each attempt is a transaction of its own. */
@Interceptor
@Repeated
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
class RepeatedInterceptor {
    private final Repetition repetition;

    RepeatedInterceptor(MeterRegistry meters) {
        this.repetition = new Repetition(meters.counter("datasync.transaction.repeated"));
    }

    /** Within a transaction nothing can be repeated: it is lost as a whole. */
    @AroundInvoke
    Object repeat(InvocationContext context) throws Exception {
        boolean outside = QuarkusTransaction.getStatus() == Status.STATUS_NO_TRANSACTION;
        return outside ? repetition.run(context::proceed) : context.proceed();
    }
}
