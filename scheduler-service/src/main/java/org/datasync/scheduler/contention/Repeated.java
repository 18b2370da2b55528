package org.datasync.scheduler.contention;

import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Transactions that begin here are repeated a few times when the database gives them up in favour of others; after that,
 * or when a lock cannot be had in time, the caller is told to come back. For work that has no effect but in the database.
 */
@InterceptorBinding
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Repeated {}
