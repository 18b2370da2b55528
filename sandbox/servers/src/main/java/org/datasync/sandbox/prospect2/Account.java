package org.datasync.sandbox.prospect2;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What the account holds, and the effects that requests have on it. Its monitor guards all of it. */
final class Account {
    final Contacts contacts = new Contacts();
    final Tags tags = new Tags();
    final Fields fields = new Fields();
    final Lists lists = new Lists();
    final Webhooks webhooks;
    final Recent<AutomationStart> automations = new Recent<>(10_000);
    private final Interner texts = new Interner();
    private final Set<String> bounced = new HashSet<>();
    private final Set<String> excluded = new HashSet<>();
    private final ApiClock clock;
    private Settings settings;

    Account(ApiClock clock, Settings settings, Faults faults) {
        this.clock = clock;
        this.settings = settings;
        this.webhooks = new Webhooks(fields, faults::webhookCopies);
    }

    Settings settings() {
        return settings;
    }

    void settings(Settings newSettings) {
        clock.scale(newSettings.timeScale());
        contacts.matchExactly(newSettings.switches().exactEmail());
        settings = newSettings;
    }

    Instant now() {
        return clock.now();
    }

    /** How long a duration of the API takes for the client. */
    Duration outside(Duration duration) {
        return clock.outside(duration);
    }

    long millis() {
        return clock.now().toEpochMilli();
    }

    boolean full() {
        return contacts.size() >= settings.contactLimit();
    }

    void bounce(String email) {
        bounced.add(email.toLowerCase(Locale.ROOT));
    }

    void exclude(String email) {
        excluded.add(email.toLowerCase(Locale.ROOT));
    }

    boolean bounced(String email) {
        return bounced.contains(email.toLowerCase(Locale.ROOT));
    }

    boolean excluded(String email) {
        return excluded.contains(email.toLowerCase(Locale.ROOT));
    }

    /** Whether the account accepts the address was checked before. */
    Contact create(ContactData data, long now) {
        var contact = contacts.create(data.email(), now);
        write(contact, data, now);
        return contact;
    }

    /** Writes only what the data says; true if something really changed. */
    boolean write(Contact contact, ContactData data, long now) {
        boolean changed = false;
        if (data.email() != null && !data.email().equals(contact.email)) {
            contacts.rename(contact, data.email());
            changed = true;
        }
        changed |= differs(data.firstName(), contact.firstName);
        contact.firstName = texts.shared(orElse(data.firstName(), contact.firstName));
        changed |= differs(data.lastName(), contact.lastName);
        contact.lastName = texts.shared(orElse(data.lastName(), contact.lastName));
        changed |= differs(data.phone(), contact.phone);
        contact.phone = orElse(data.phone(), contact.phone);
        changed |= differs(data.organisation(), contact.organisation);
        contact.organisation = orElse(data.organisation(), contact.organisation);
        for (Map.Entry<Integer, String> field : data.fields().entrySet()) {
            changed |= write(contact, field.getKey(), field.getValue());
        }
        contact.updatedAt = now;
        return changed;
    }

    /** Unknown fields are ignored silently; an empty value clears. */
    boolean write(Contact contact, int field, String value) {
        if (fields.get(field) == null) {
            return false;
        }
        int at = contact.fields.indexOf(field);
        if (value.isEmpty()) {
            contact.fields = contact.fields.without(field);
            return at >= 0;
        }
        if (at >= 0 && contact.fields.value(at).equals(value)) {
            return false;
        }
        contact.fields =
                contact.fields.with(field, at >= 0 ? contact.fields.id(at) : fields.nextValueId(), texts.shared(value));
        return true;
    }

    /** Adds the tag and starts what waits for it; only a change from absent to present does. */
    Association tag(Contact contact, Tag tag, String cause, boolean automations, Instant at) {
        var present = contact.association(tag);
        if (present != null) {
            return present;
        }
        var association = tags.associate(contact, tag, at.toEpochMilli());
        if (automations) {
            start("tag_added", cause, contact, tag, at);
        }
        return association;
    }

    void untag(Association association, String cause, Instant at) {
        tags.remove(association);
        start("tag_removed", cause, association.contact(), association.tag(), at);
    }

    void delete(Contact contact) {
        for (var association : contact.associations()) {
            tags.remove(association);
        }
        lists.forget(contact);
        contacts.delete(contact);
    }

    private void start(String trigger, String cause, Contact contact, Tag tag, Instant at) {
        automations.add(new AutomationStart(
                at,
                trigger,
                cause,
                contact.id,
                contact.email,
                tag.id,
                contact.firstName,
                fields.named(contact.fields)));
    }

    /** An equal text that others use too, to save memory. */
    String shared(String text) {
        return texts.shared(text);
    }

    private static boolean differs(String said, String present) {
        return said != null && !said.equals(present);
    }

    private static String orElse(String said, String present) {
        return Objects.requireNonNullElse(said, present);
    }
}
