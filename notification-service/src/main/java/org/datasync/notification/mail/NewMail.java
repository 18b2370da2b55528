package org.datasync.notification.mail;

/**
 * A notice to one recipient, as it begins.
 *
 * @param reason why it is not sent, null for a mail that waits
 */
record NewMail(MailAddress recipient, String messageId, MailState state, String reason) {}
