package org.datasync.connector.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Whether Prospect2 lets us in at this moment. */
@ApplicationScoped
public class AccountTest {
    private final Questions questions;

    AccountTest(Questions questions) {
        this.questions = questions;
    }

    /** Why it does not; empty if it does. */
    public Optional<String> call() {
        return Optional.ofNullable(questions.answerTo(Question.Kind.TEST, "").problem());
    }
}
