package org.datasync.notification.mail;

import java.io.IOException;
import org.datasync.notification.delivery.Delivery;

/** Takes messages to the server of one channel, one after the other. */
interface Carrier {
    /** @throws IOException if the message could not be written: nothing was sent */
    Carried carry(ClaimedMail mail) throws IOException, InterruptedException;

    /** No message follows for now. */
    default void rest() {}

    /** @param subject what the message said in one line */
    record Carried(String subject, Delivery delivery) {}
}
