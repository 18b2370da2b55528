package org.datasync.connector.prospect2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.datasync.connector.ConnectorConfig;
import org.datasync.connector.budget.Budget;
import org.datasync.connector.budget.Permit;
import org.datasync.connector.budget.Use;
import org.datasync.connector.leader.Leader;

/**
 * The Prospect2 account. Each method is one request: it takes a permit of the budget, makes sure that this replica
 * still leads, sends, and says what came of it. Nothing is repeated here: the row is the retry.
 */
@ApplicationScoped
public class Prospect2 {
    /** The largest page the API gives. */
    public static final int PAGE = 100;

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Transport transport;
    private final Answers answers;
    private final Budget budget;
    private final Account account;
    private final Leader leader;
    private final MeterRegistry meters;

    Prospect2(
            Transport transport,
            ConnectorConfig config,
            Budget budget,
            Account account,
            Leader leader,
            MeterRegistry meters) {
        this.transport = transport;
        this.answers = new Answers(config.limits().rest(), config.limits().importRest());
        this.budget = budget;
        this.account = account;
        this.leader = leader;
        this.meters = meters;
    }

    /** Whether the account lets us in again; goes out although the account is blocked. */
    public Reply<Boolean> probe() throws InterruptedException {
        return send(budget.acquireProbe(), Request.get("/users/me")).map(answer -> true);
    }

    /** The tag with that id; a deleted one is not found. */
    public Reply<TagView> tag(String id) throws InterruptedException {
        Reply<Optional<TagView>> reply =
                call(Use.CONTROL, Request.get("/tags/" + segment(id)), answer -> Reading.tag(answer, id));
        return reply instanceof Reply.Applied<Optional<TagView>> applied
                        && applied.value().isEmpty()
                ? new Reply.NotFound<>()
                : reply.map(Optional::get);
    }

    /** One page of the tags whose name contains a text; the text may be empty. */
    public Reply<Page<TagView>> tags(String search, int offset) throws InterruptedException {
        var query = new Request.Query("/tags").with("limit", PAGE).with("offset", offset);
        if (!search.isBlank()) {
            query.with("search", search);
        }
        return call(
                Use.CONTROL,
                Request.get(query.build()),
                answer -> new Page<>(Reading.tags(answer), Reading.size(answer, "tags") >= PAGE));
    }

    public Reply<Page<FieldView>> fields(int offset) throws InterruptedException {
        String path = new Request.Query("/fields")
                .with("limit", PAGE)
                .with("offset", offset)
                .build();
        return call(
                Use.CONTROL,
                Request.get(path),
                answer -> new Page<>(Reading.fields(answer), Reading.size(answer, "fields") >= PAGE));
    }

    /** Creates or updates the contact with that address; answers its id. */
    public Reply<Long> write(ContactData contact) throws InterruptedException {
        ObjectNode body = MAPPER.createObjectNode();
        ObjectNode node = body.putObject("contact").put("email", contact.email());
        if (contact.firstName() != null) {
            node.put("firstName", contact.firstName());
        }
        if (contact.lastName() != null) {
            node.put("lastName", contact.lastName());
        }
        if (!contact.fields().isEmpty()) {
            var values = node.putArray("fieldValues");
            new TreeMap<>(contact.fields())
                    .forEach((id, value) -> values.addObject().put("field", id).put("value", value));
        }
        return call(
                Use.CALL,
                Request.post("/contact/sync", bytes(body)),
                answer -> Reading.contact(answer, contact.email()));
    }

    /** Adds the tag to the contact; answers the id of the association, new or not. */
    public Reply<Long> addTag(long contactId, String tagId) throws InterruptedException {
        ObjectNode body = MAPPER.createObjectNode();
        body.putObject("contactTag").put("contact", Long.toString(contactId)).put("tag", tagId);
        return call(
                Use.CALL,
                Request.post("/contactTags", bytes(body)),
                answer -> Reading.association(answer, contactId, tagId));
    }

    public Reply<Boolean> removeTag(long associationId) throws InterruptedException {
        return call(Use.CALL, Request.delete("/contactTags/" + associationId), answer -> true);
    }

    /** The contact with that address, ignoring case, with its tags; a contact with another address is refused. */
    public Reply<Optional<TaggedContact>> find(String email) throws InterruptedException {
        String path = new Request.Query("/contacts")
                .with("email", email)
                .with("include", "contactTags")
                .with("limit", 2)
                .build();
        return call(Use.CALL, Request.get(path), answer -> theOne(Reading.contacts(answer), email));
    }

    /** The contact with that id, whatever its address is by now, with its tags. */
    public Reply<Optional<TaggedContact>> find(long contactId) throws InterruptedException {
        String path = new Request.Query("/contacts")
                .with("ids[]", contactId)
                .with("include", "contactTags")
                .with("limit", 2)
                .build();
        return call(Use.CALL, Request.get(path), answer -> Reading.contacts(answer).stream()
                .filter(contact -> contact.id() == contactId)
                .findFirst());
    }

    /** The tags of a contact: for answers that should have told them and did not. */
    public Reply<List<TaggedContact.Tagging>> tagsOf(long contactId) throws InterruptedException {
        return call(
                Use.CALL,
                Request.get("/contacts/" + contactId + "/contactTags"),
                answer -> Reading.taggings(answer, contactId, "contactTags"));
    }

    /** What the account says about an address that a bulk import refused. */
    public Reply<Standing> standing(String email) throws InterruptedException {
        String path = new Request.Query("/contacts")
                .with("email", email)
                .with("limit", 2)
                .build();
        return call(Use.CONTROL, Request.get(path), answer -> Reading.standing(answer, email));
    }

    /**
     * The contacts that carry the tag and have a higher id, in the order of their ids, with their tags. A page that does
     * not go on from there comes from a server that pages in another way: it ends the walk.
     */
    public Reply<Page<TaggedContact>> walk(Use use, String tagId, long aboveContactId) throws InterruptedException {
        String path = new Request.Query("/contacts")
                .with("tagid", tagId)
                .with("include", "contactTags")
                .with("orders[id]", "ASC")
                .with("id_greater", aboveContactId)
                .with("limit", PAGE)
                .build();
        return call(use, Request.get(path), answer -> {
            List<TaggedContact> contacts = Reading.contacts(answer);
            return Reading.goesOn(contacts, aboveContactId)
                    ? new Page<>(contacts, contacts.size() >= PAGE)
                    : new Page<>(List.of(), false);
        });
    }

    /** Whether an import of a single contact may go now; it has a limit of its own, and others need not wait for it. */
    public boolean takesSingleImport() {
        return budget.isDue(Use.SINGLE_IMPORT);
    }

    /** Queues a bulk import; answers its batch id. */
    public Reply<String> queueImport(ImportBody contacts) throws InterruptedException {
        Use use = contacts.contacts() == 1 ? Use.SINGLE_IMPORT : Use.IMPORT;
        return call(use, new Request("POST", "/import/bulk_import", contacts.bytes(), true), Reading::batchId);
    }

    public Reply<ImportProgress> progress(String batchId) throws InterruptedException {
        String path = new Request.Query("/import/info").with("batchId", batchId).build();
        return call(Use.PROGRESS, Request.get(path), Reading::progress);
    }

    private static Optional<TaggedContact> theOne(List<TaggedContact> contacts, String email) {
        if (contacts.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(contacts.stream()
                .filter(contact -> contact.email().equalsIgnoreCase(email))
                .findFirst()
                .orElseThrow(() -> new UnreadableAnswerException("an answer about another contact")));
    }

    /** An answer that cannot be read is as good as none. */
    private <T> Reply<T> call(Use use, Request request, Function<JsonNode, T> reader) throws InterruptedException {
        Reply<JsonNode> reply = call(use, request);
        try {
            return reply.map(reader);
        } catch (UnreadableAnswerException e) {
            return request.writes() ? new Reply.InDoubt<>(e.getMessage()) : new Reply.Later<>(e.getMessage(), false);
        }
    }

    private Reply<JsonNode> call(Use use, Request request) throws InterruptedException {
        Optional<Reply<JsonNode>> closed = account.closed();
        if (closed.isPresent()) {
            return closed.get();
        }
        Optional<Permit> permit = budget.acquire(use);
        if (permit.isEmpty() || !leader.hasTimeForRequest()) {
            permit.ifPresent(unused -> unused.answered("not sent"));
            return account.<JsonNode>closed().orElseGet(() -> new Reply.Throttled<>(Duration.ZERO));
        }
        return send(permit.get(), request);
    }

    private Reply<JsonNode> send(Permit permit, Request request) throws InterruptedException {
        Exchange exchange;
        long received = Permit.UNTOLD;
        try {
            leader.requireTimeForRequest();
            account.sending(request.bulk());
            exchange = transport.send(request);
            if (exchange instanceof Exchange.Answered answer) {
                received = answer.received();
            }
        } finally {
            permit.answered(kind(request), received);
        }
        Reply<JsonNode> reply = answers.read(request, exchange);
        meters.counter(
                        "datasync.prospect2.requests",
                        "kind",
                        kind(request),
                        "reply",
                        reply.getClass().getSimpleName())
                .increment();
        return account.heard(reply);
    }

    private static String kind(Request request) {
        return request.toString().replaceAll("/\\d+", "/{id}");
    }

    private static String segment(String id) {
        if (!id.matches("[0-9A-Za-z_-]+")) {
            throw new IllegalArgumentException("not an id");
        }
        return id;
    }

    private static byte[] bytes(ObjectNode body) {
        try {
            return MAPPER.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param more whether another page may follow */
    public record Page<T>(List<T> items, boolean more) {
        public Page {
            items = List.copyOf(items);
        }
    }
}
