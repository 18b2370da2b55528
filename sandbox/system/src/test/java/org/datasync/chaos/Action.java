package org.datasync.chaos;

/** What happens in a round. */
enum Action {
    KILL("kills"),
    PAUSE("pauses"),
    PROSPECT2_FAULT("faults of Prospect2"),
    MAIL_FAULT("faults of the mail server"),
    WORLD("changes in Tessitura"),
    RUN("runs asked for"),
    CANCEL("cancels"),
    DECIDE("approvals and rejections"),
    PREVIEW("previews"),
    SWITCH("syncs switched off and on"),
    EDIT("definitions edited"),
    RETRY("retries of refused addresses");

    private final String words;

    Action(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }
}
