package org.datasync.notification.mail;

import org.datasync.notification.course.Trend;

/** A notice as it was recorded. */
record StoredNotice(long noticeNo, String eventId, NoticeKind kind, Trend trend, byte[] payload) {
    /** Without the payload: it names recipients. */
    @Override
    public String toString() {
        return "StoredNotice[eventId=" + eventId + "]";
    }
}
