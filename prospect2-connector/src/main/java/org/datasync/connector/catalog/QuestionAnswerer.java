package org.datasync.connector.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.prospect2.Prospect2;
import org.datasync.connector.prospect2.Reply;
import org.datasync.connector.prospect2.TagView;

/** Asks Prospect2 what operators want to know, on the leader and within the budget. */
@ApplicationScoped
public class QuestionAnswerer {
    private final Leader leader;
    private final Prospect2 prospect2;
    private final Transactions transactions;
    private final QuestionRepository questions;
    private final Answered answered;
    private final ConnectorConfig config;
    private final Clock clock;

    QuestionAnswerer(
            Leader leader,
            Prospect2 prospect2,
            Transactions transactions,
            QuestionRepository questions,
            Answered answered,
            ConnectorConfig config,
            Clock clock) {
        this.leader = leader;
        this.prospect2 = prospect2;
        this.transactions = transactions;
        this.questions = questions;
        this.answered = answered;
        this.config = config;
        this.clock = clock;
    }

    public boolean step() throws InterruptedException {
        if (!leader.leads() || !leader.hasTimeForRequest()) {
            return false;
        }
        var oldest = clock.instant().minus(config.account().question());
        List<Question> open = transactions.read(connection -> questions.open(connection, oldest));
        for (Question question : open) {
            Question.Answer answer = ask(question);
            leader.write(connection -> questions.answer(connection, question, answer, clock.instant()));
            answered.signal();
        }
        return !open.isEmpty();
    }

    private Question.Answer ask(Question question) throws InterruptedException {
        return switch (question.kind()) {
            case TAGS -> {
                Reply<List<TagView>> tags =
                        prospect2.tags(question.argument(), 0).map(Prospect2.Page::items);
                yield answer(tags);
            }
            case TAG -> answer(prospect2.tag(question.argument()).map(List::of));
        };
    }

    private static Question.Answer answer(Reply<List<TagView>> reply) {
        if (reply instanceof Reply.Applied<List<TagView>> tags) {
            return new Question.Answer(
                    tags.value().stream()
                            .map(tag -> new Question.Item(tag.id(), tag.name()))
                            .toList(),
                    null);
        }
        return new Question.Answer(List.of(), reply instanceof Reply.NotFound ? null : problem(reply));
    }

    private static String problem(Reply<?> reply) {
        if (reply instanceof Reply.Blocked<?> blocked) {
            return "Prospect2 refuses us: " + blocked.reason();
        }
        return reply instanceof Reply.Throttled
                ? "the Prospect2 account rests for a while"
                : "Prospect2 does not answer";
    }
}
