package org.datasync.notification.mail;

/** New mails are about to be committed. */
record MailsAdded() {}
