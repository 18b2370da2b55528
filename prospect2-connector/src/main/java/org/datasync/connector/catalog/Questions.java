package org.datasync.connector.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.change.WorkSignal;
import org.datasync.connector.database.Transactions;
import org.datasync.platform.problem.ProblemException;

/** Asks the leader, wherever it runs, and waits for its answer. */
@ApplicationScoped
class Questions {
    private static final long LOOK_EVERY = 100;

    private final Transactions transactions;
    private final QuestionRepository questions;
    private final WorkSignal signal;
    private final Answered answered;
    private final ConnectorConfig config;
    private final Clock clock;

    Questions(
            Transactions transactions,
            QuestionRepository questions,
            WorkSignal signal,
            Answered answered,
            ConnectorConfig config,
            Clock clock) {
        this.transactions = transactions;
        this.questions = questions;
        this.signal = signal;
        this.answered = answered;
        this.config = config;
        this.clock = clock;
    }

    /** What the account has; without an answer a problem for the caller. */
    List<Question.Item> ask(Question.Kind kind, String argument) {
        Question.Answer answer = answerTo(kind, argument);
        if (answer.problem() != null) {
            throw ProblemException.unavailable(answer.problem());
        }
        return answer.items();
    }

    Question.Answer answerTo(Question.Kind kind, String argument) {
        Question question = new Question(UUID.randomUUID().toString(), kind, argument);
        Instant asked = clock.instant();
        transactions.write(connection -> questions.ask(connection, question, asked));
        try {
            signal.wake();
            return answer(question, asked.plus(config.account().question()));
        } finally {
            transactions.write(connection -> questions.forget(connection, question));
        }
    }

    private Question.Answer answer(Question question, Instant until) {
        Optional<Question.Answer> answer;
        do {
            await();
            answer = transactions.read(connection -> questions.answer(connection, question));
        } while (answer.isEmpty() && clock.instant().isBefore(until));
        return answer.orElseGet(() -> new Question.Answer(List.of(), "Prospect2 was not asked in time"));
    }

    private void await() {
        try {
            answered.await(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("the service is stopping");
        }
    }
}
