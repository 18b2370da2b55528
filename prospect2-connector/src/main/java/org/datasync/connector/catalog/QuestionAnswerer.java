package org.datasync.connector.catalog;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.change.WorkSignal;
import org.datasync.connector.database.Transactions;
import org.datasync.connector.leader.Leader;
import org.datasync.connector.prospect2.Account;
import org.datasync.connector.prospect2.FieldView;
import org.datasync.connector.prospect2.Prospect2;
import org.datasync.connector.prospect2.Reply;
import org.datasync.connector.prospect2.TagView;

/** Asks Prospect2 what operators want to know, on the leader and within the budget. */
@ApplicationScoped
public class QuestionAnswerer {
    private static final int MOST_PAGES = 10;

    private final Leader leader;
    private final Account account;
    private final WorkSignal signal;
    private final Prospect2 prospect2;
    private final Transactions transactions;
    private final QuestionRepository questions;
    private final Answered answered;
    private final ConnectorConfig config;
    private final Clock clock;

    QuestionAnswerer(
            Leader leader,
            Account account,
            WorkSignal signal,
            Prospect2 prospect2,
            Transactions transactions,
            QuestionRepository questions,
            Answered answered,
            ConnectorConfig config,
            Clock clock) {
        this.leader = leader;
        this.account = account;
        this.signal = signal;
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
            case TAGS -> answer(tags(question.argument()), QuestionAnswerer::item);
            case TAG -> answer(prospect2.tag(question.argument()).map(List::of), QuestionAnswerer::item);
            case FIELDS -> answer(fields(), QuestionAnswerer::item);
            case TEST -> test();
        };
    }

    /** The first page. The tag of exactly that name leads it, on whatever page it was: the search finds parts of names. */
    private Reply<List<TagView>> tags(String search) throws InterruptedException {
        Reply<Prospect2.Page<TagView>> reply = prospect2.tags(search, 0);
        if (!(reply instanceof Reply.Applied<Prospect2.Page<TagView>> first)) {
            return reply.as();
        }
        List<TagView> found = new ArrayList<>(first.value().items());
        // A server that does not know the parameter answers any tags.
        String part = search.toLowerCase(Locale.ROOT);
        found.removeIf(tag -> !tag.name().toLowerCase(Locale.ROOT).contains(part));
        Optional<TagView> exact = named(found, search);
        boolean more = first.value().more() && !search.isBlank();
        for (int page = 1; more && exact.isEmpty() && page < MOST_PAGES; page++) {
            if (!(prospect2.tags(search, page * Prospect2.PAGE)
                    instanceof Reply.Applied<Prospect2.Page<TagView>> next)) {
                break;
            }
            exact = named(next.value().items(), search);
            more = next.value().more();
        }
        exact.ifPresent(tag -> {
            found.remove(tag);
            found.add(0, tag);
        });
        return new Reply.Applied<>(List.copyOf(found.subList(0, Math.min(Prospect2.PAGE, found.size()))));
    }

    private static Optional<TagView> named(List<TagView> tags, String name) {
        return tags.stream().filter(tag -> tag.name().equalsIgnoreCase(name)).findFirst();
    }

    private Reply<List<FieldView>> fields() throws InterruptedException {
        List<FieldView> all = new ArrayList<>();
        Reply<Prospect2.Page<FieldView>> reply;
        int offset = 0;
        boolean more;
        do {
            reply = prospect2.fields(offset);
            more = false;
            if (reply instanceof Reply.Applied<Prospect2.Page<FieldView>> page) {
                all.addAll(page.value().items());
                more = page.value().more();
            }
            offset += Prospect2.PAGE;
        } while (more && offset < MOST_PAGES * Prospect2.PAGE);
        return reply.map(page -> all);
    }

    /** Goes out also while the account is blocked; a rest is kept all the same. */
    private Question.Answer test() throws InterruptedException {
        Optional<Reply<Boolean>> closed = account.closed();
        Reply<Boolean> reply =
                closed.isPresent() && closed.get() instanceof Reply.Throttled ? closed.get() : prospect2.probe();
        signal.wake();
        return new Question.Answer(List.of(), reply instanceof Reply.Applied ? null : problem(reply));
    }

    private static <T> Question.Answer answer(Reply<List<T>> reply, Function<T, Question.Item> item) {
        if (reply instanceof Reply.Applied<List<T>> found) {
            return new Question.Answer(found.value().stream().map(item).toList(), null);
        }
        return new Question.Answer(List.of(), reply instanceof Reply.NotFound ? null : problem(reply));
    }

    private static Question.Item item(TagView tag) {
        return new Question.Item(tag.id(), tag.name(), null);
    }

    private static Question.Item item(FieldView field) {
        return new Question.Item(field.id(), field.personalisationTag(), field.title());
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
