package org.datasync.notification.mail;

import java.time.Instant;

/** Payload of a notice that tries the settings. */
record TestMail(Instant askedAt) {}
