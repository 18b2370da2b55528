package org.datasync.notification.mail;

/** How a message travels. The name is stored. */
enum Channel {
    MAIL,
    WEBHOOK
}
