package org.datasync.sandbox.prospect2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BulkMachineTest {
    private final HandClock clock = new HandClock();
    private final Faults faults = new Faults();
    private final Account account = new Account(new ApiClock(clock, 1), Settings.fast(), faults);
    private final BulkMachine machine = new BulkMachine(account, faults);

    @BeforeEach
    void aField() {
        account.fields.add(1, "Customer number", "text", "CUSTOMER_NO", 0);
        account.fields.add(2, "Prefix", "text", "PREFIX", 0);
        account.lists.add(1, "Newsletter", 0);
    }

    @Test
    void aBatchPassesThroughAllStatesByTheClock() {
        var batch = machine.accept(people(100));
        var seen = new ArrayList<String>();

        for (int half = 0; half <= 14; half++) {
            machine.catchUp(account.now());
            var status = batch.status(account.now()).orElse("false");
            if (seen.isEmpty() || !seen.get(seen.size() - 1).equals(status)) {
                seen.add(status);
            }
            clock.advanceMillis(500);
        }

        assertThat(seen).containsExactly("false", "waiting", "claimed", "active", "completed");
    }

    @Test
    void contactsTakeEffectOneByOneAfterTheDuration() {
        var batch = machine.accept(people(100));

        after(6000);
        assertThat(account.contacts.size()).isZero();
        after(500);
        assertThat(account.contacts.size()).isEqualTo(50);
        assertThat(batch.status(account.now())).contains("active");
        after(500);
        assertThat(account.contacts.size()).isEqualTo(100);
        assertThat(batch.status(account.now())).contains("completed");
        assertThat(batch.succeeded.size()).isEqualTo(100);
    }

    @Test
    void laterBatchesOverwriteEarlierOnesContactByContact() {
        machine.accept(List.of(person("jane@example.org", "First")));
        clock.advanceMillis(1);
        machine.accept(List.of(person("JANE@example.org", "Second")));

        after(60_000);

        assertThat(account.contacts.size()).isEqualTo(1);
        assertThat(account.contacts.find("jane@example.org").firstName).isEqualTo("Second");
        assertThat(account.contacts.find("jane@example.org").email).isEqualTo("jane@example.org");
    }

    @Test
    void excludedBouncedAndUndeliverableAddressesEndInFailure() {
        account.exclude("excluded@example.org");
        account.bounce("Bounced@example.org");

        var batch = machine.accept(List.of(
                person("excluded@example.org", ""),
                person("bounced@example.org", ""),
                person("white space@example.org", ""),
                person("fine@example.org", "")));
        after(60_000);

        assertThat(batch.failed)
                .containsExactly("excluded@example.org", "bounced@example.org", "white space@example.org");
        assertThat(account.contacts.size()).isEqualTo(1);
    }

    @Test
    void theContactLimitFailsNewContactsOnly() {
        var known = account.create(person("known@example.org", "").data(), 0);
        account.settings(account.settings().with(Json.parse("{\"contactLimit\":2}")));

        var batch = machine.accept(List.of(
                person("new@example.org", ""), person("one.too.many@example.org", ""), person(known.email, "Known")));
        after(60_000);

        assertThat(batch.failed).containsExactly("one.too.many@example.org");
        assertThat(known.firstName).isEqualTo("Known");
    }

    @Test
    void whoHasUnsubscribedIsNotSubscribedAgainButFails() {
        var contact = account.create(person("gone@example.org", "").data(), 0);
        account.lists.put(account.lists.get(1), contact, Lists.UNSUBSCRIBED, 0);

        var batch = machine.accept(List.of(
                new BulkContact(person("gone@example.org", "New").data(), List.of("T"), List.of(1), List.of(), true)));
        after(60_000);

        assertThat(batch.failed).containsExactly("gone@example.org");
        assertThat(contact.firstName).isEmpty();
        assertThat(contact.associations()).isEmpty();
    }

    @Test
    void onlyWhatIsSaidIsWrittenAndAnEmptyValueClears() {
        machine.accept(List.of(contact("jane@example.org", "Jane", Map.of(1, "77", 2, "Dr."))));
        machine.accept(List.of(contact("jane@example.org", null, Map.of(2, "", 9, "unknown field"))));

        after(60_000);

        var jane = account.contacts.find("jane@example.org");
        assertThat(jane.firstName).isEqualTo("Jane");
        assertThat(account.fields.named(jane.fields)).containsExactly(Map.entry("CUSTOMER_NO", "77"));
    }

    @Test
    void automationsStartForNewlyAddedTagsOnlyAndReadTheFieldsOfTheSameBatch() {
        machine.accept(List.of(contact("jane@example.org", "Jane", Map.of(1, "77"), true, "Member")));
        machine.accept(List.of(contact("jane@example.org", "Jane", Map.of(), true, "Member", "Donor")));
        machine.accept(List.of(contact("john@example.org", "John", Map.of(), false, "Member")));

        after(60_000);

        assertThat(account.automations.list()).hasSize(2).allSatisfy(start -> {
            assertThat(start.email()).isEqualTo("jane@example.org");
            assertThat(start.cause()).isEqualTo("import");
            assertThat(start.fields()).containsEntry("CUSTOMER_NO", "77");
        });
        assertThat(account.tags.find(Tags.CONTACT, "member").contacts.size()).isEqualTo(2);
    }

    @Test
    void anInterruptedBatchHasAppliedItsFirstContacts() {
        faults.add(Json.value(Json.parse("{\"kind\":\"BATCH_INTERRUPTED\",\"contact\":3}"), Fault.class));

        var broken = machine.accept(people(10));
        after(60_000);

        assertThat(broken.status(account.now())).contains("interrupted");
        assertThat(broken.succeeded.size()).isEqualTo(3);
        assertThat(account.contacts.size()).isEqualTo(3);
    }

    @Test
    void aFaultHitsOneBatchOnly() {
        faults.add(Json.value(Json.parse("{\"kind\":\"BATCH_FAILED\"}"), Fault.class));

        var broken = machine.accept(people(2));
        var sound = machine.accept(people(2));
        after(60_000);

        assertThat(broken.status(account.now())).contains("failed");
        assertThat(broken.succeeded.size()).isZero();
        assertThat(sound.status(account.now())).contains("completed");
    }

    private void after(long millis) {
        clock.advanceMillis(millis);
        machine.catchUp(account.now());
    }

    private static List<BulkContact> people(int count) {
        var people = new ArrayList<BulkContact>();
        for (int i = 0; i < count; i++) {
            people.add(person("person%d@example.org".formatted(i), "Person"));
        }
        return people;
    }

    private static BulkContact person(String email, String firstName) {
        return contact(email, firstName, Map.of());
    }

    private static BulkContact contact(String email, String firstName, Map<Integer, String> fields) {
        return contact(email, firstName, fields, true, "Tag");
    }

    private static BulkContact contact(
            String email, String firstName, Map<Integer, String> fields, boolean automations, String... tags) {
        return new BulkContact(
                new ContactData(email, firstName, null, null, null, fields),
                List.of(tags),
                List.of(),
                List.of(),
                automations);
    }
}
