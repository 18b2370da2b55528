package org.datasync.sandbox.prospect2;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Prospect2 account behind its public API, in this process and on the loopback interface only. Limits, shapes, delays
 * and traps are those of the real service; the README of this module lists settings, faults and routes of inspection.
 *
 * <p>Everything here may be called from any thread. JSON texts have the same shape as the bodies of {@code /_settings}
 * and {@code /_faults}.
 */
public final class Prospect2Server implements AutoCloseable {
    private final HttpFront front;
    private final Account account;
    private final World world;
    private final Faults faults = new Faults();
    private final RequestLog log;
    private final Inspection inspection;
    private final KeptAccount kept;

    private Prospect2Server(Builder builder) {
        var settings = builder.settings;
        account = new Account(new ApiClock(builder.clock, settings.timeScale()), settings, faults);
        account.settings(settings);
        log = new RequestLog(builder.loggedRequests, builder.loggedBody);
        var machine = new BulkMachine(account, faults);
        world = new World(account, machine);
        kept = builder.file == null ? null : new KeptAccount(new AccountFile(builder.file), account, machine, log);
        if (!(kept != null && kept.restored()) && builder.seeded) {
            world.seedDefaults();
        }
        front = new HttpFront(builder.port);
        var api = new Api(account, machine, faults, log, routes(machine, front.apiUrl()));
        inspection = new Inspection(account, world, faults, api, log, machine);
        warmUp(api);
        front.start(api, inspection);
        if (kept != null) {
            kept.start();
        }
    }

    /** The first request must not arrive late, and so close to the second, because classes are still being loaded. */
    private void warmUp(Api api) {
        api.handle(new Call("GET", "/contacts", "limit=1", new byte[0]), key());
        inspection.reset();
    }

    private Router routes(BulkMachine machine, String apiUrl) {
        var router = new Router();
        var texts = new Texts(apiUrl, account);
        var contactJson = new ContactJson(texts, account);
        var tagJson = new TagJson(texts);
        router.on("GET /users/me", (call, id) -> UserRoute.me());
        new ContactListing(account, contactJson, tagJson).addTo(router);
        new ContactTagRoutes(account, tagJson, contactJson).addTo(router);
        new ContactRoutes(account, contactJson).addTo(router);
        new TagRoutes(account, tagJson).addTo(router);
        new FieldRoutes(account, texts, contactJson).addTo(router);
        new ListRoutes(account, texts, contactJson).addTo(router);
        new ImportRoutes(account, machine).addTo(router);
        new WebhookRoutes(account, texts).addTo(router);
        return router;
    }

    /** The faithful profile with the default seed; port 0 takes a free one. */
    public static Prospect2Server start(int port) {
        return builder().port(port).start();
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Without {@code /api/3}. */
    public String url() {
        return front.url();
    }

    public String key() {
        synchronized (account) {
            return account.settings().key();
        }
    }

    /** Another key; the old one is answered 403 from now on. */
    public void key(String key) {
        settings(Json.object().put("key", key).toString());
    }

    /** A patch of the settings. */
    public void settings(String json) {
        inspection.change(Json.parse(json));
    }

    /** Changes what the account holds, past the API: the member {@code seed} of {@code /_settings}. */
    public void seed(String json) {
        world.seed(Json.parse(json));
    }

    public void timeScale(double scale) {
        settings("{\"timeScale\":%s}".formatted(scale));
    }

    /** Beyond it no contact is created. */
    public void contactLimit(int limit) {
        settings("{\"contactLimit\":%d}".formatted(limit));
    }

    /** The next requests that fit meet this fault. */
    public void fault(String json) {
        faults.add(Json.value(Json.parse(json), Fault.class));
    }

    public void clearFaults() {
        faults.clear();
    }

    /** The id of the new tag. */
    public int addTag(String name) {
        return world.addTag(0, name);
    }

    public void addTag(int id, String name) {
        world.addTag(id, name);
    }

    public void addField(int id, String perstag) {
        world.seed(Json.object()
                .set("fields", Json.array().add(Json.object().put("id", id).put("perstag", perstag))));
    }

    /** The id of the contact; a known address only gets the tags, which are created when missing. */
    public int addContact(String email, String... tags) {
        return world.addContact(new ContactData(email, "", "", "", "", Map.of()), List.of(tags));
    }

    /** By hand, so that neither automations nor webhooks notice. */
    public void tag(String email, String tag) {
        world.tag(email, tag);
    }

    /** By hand, so that neither automations nor webhooks notice. */
    public void untag(String email, String tag) {
        world.untag(email, tag);
    }

    public void deleteContact(String email) {
        world.seed(Json.object().set("deleteContacts", Json.array().add(email)));
    }

    /** Addresses that bounced: a bulk import fails for them. */
    public void bounced(String... emails) {
        synchronized (account) {
            Arrays.stream(emails).forEach(account::bounce);
        }
    }

    /** Addresses on the exclusion list: a bulk import fails for them. */
    public void excluded(String... emails) {
        synchronized (account) {
            Arrays.stream(emails).forEach(account::exclude);
        }
    }

    /** A subscription to events that single calls cause. */
    public int subscribe(String url, String... events) {
        synchronized (account) {
            var webhook = new Webhook(0, "subscription", url, List.of(events), List.of("api"), "0", account.millis());
            return account.webhooks.put(0, webhook).id();
        }
    }

    public Optional<ContactView> contact(String email) {
        return Optional.ofNullable(world.contact(email));
    }

    /** Names of the tags of an address; none when there is no such contact. */
    public Set<String> tagsOf(String email) {
        return world.tagsOf(email);
    }

    /** How many contacts carry the tag of that name. */
    public int tagged(String tag) {
        return world.tagged(tag);
    }

    /** Contacts in the order of their ids, above an id; a tag id of 0 means everybody. */
    public List<ContactView> contacts(int tagId, int above, int limit) {
        return world.contacts(tagId, above, limit);
    }

    public int contactCount() {
        return world.size();
    }

    /** The newest requests, oldest first. */
    public List<LoggedRequest> requests() {
        return log.list();
    }

    /** How many requests a route has had, such as {@code POST /import/bulk_import}. */
    public int requestCount(String route) {
        return log.count(route);
    }

    public Quota quota() {
        return inspection.quota();
    }

    /** Empties the request log, the peaks and the limiters. */
    public void forgetRequests() {
        inspection.reset();
    }

    /** The newest 10,000. */
    public List<AutomationStart> automationStarts() {
        synchronized (account) {
            world.catchUp();
            return account.automations.list();
        }
    }

    /** Also those that are no longer kept. */
    public long automationStartCount() {
        synchronized (account) {
            world.catchUp();
            return account.automations.total();
        }
    }

    /** The newest 10,000, also those that go to no loopback address and are therefore not sent. */
    public List<Delivery> deliveries() {
        return account.webhooks.deliveries().list();
    }

    @Override
    public void close() {
        front.close();
        account.webhooks.close();
        if (kept != null) {
            kept.close();
        }
    }

    /** What the account is like at its start. */
    public static final class Builder {
        private int port;
        private Path file;
        private Clock clock = Clock.systemUTC();
        private Settings settings = Settings.faithful();
        private boolean seeded = true;
        private int loggedRequests = 2_000;
        private int loggedBody = 2_000;

        private Builder() {}

        /** 0, the default, takes a free one. */
        public Builder port(int newPort) {
            port = newPort;
            return this;
        }

        /** The clock below the time scale. With one that stands still only its owner lets time pass. */
        public Builder clock(Clock newClock) {
            clock = newClock;
            return this;
        }

        /**
         * Where the account is kept, so that it is there when a server starts with the same file; written every few
         * seconds and at the end. Without it everything is forgotten at the end.
         */
        public Builder file(Path newFile) {
            file = newFile;
            return this;
        }

        /** No latency, and a block of one second only. The limits stay. */
        public Builder fast() {
            settings = Settings.fast();
            return this;
        }

        /** A patch of the settings so far. */
        public Builder settings(String json) {
            settings = settings.with(Json.parse(json));
            return this;
        }

        /** Without the default tags, fields and list. */
        public Builder empty() {
            seeded = false;
            return this;
        }

        /** How many requests are kept, and how many bytes of their bodies. */
        public Builder log(int requests, int bodyBytes) {
            loggedRequests = requests;
            loggedBody = bodyBytes;
            return this;
        }

        public Prospect2Server start() {
            return new Prospect2Server(this);
        }
    }
}
