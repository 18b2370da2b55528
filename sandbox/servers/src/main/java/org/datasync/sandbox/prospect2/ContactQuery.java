package org.datasync.sandbox.prospect2;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * The filters and the order of {@code GET /contacts}. What it does not know it ignores, so that a misspelt filter
 * returns everybody. In the order of ids nothing before the page is looked at.
 */
final class ContactQuery {
    private final Account account;
    private final Query query;
    private final List<Predicate<Contact>> filters = new ArrayList<>();
    private final int above;
    private final int below;

    ContactQuery(Account account, Query query) {
        this.account = account;
        this.query = query;
        this.above = query.number("id_greater", 0);
        this.below = query.number("id_less", 0);
        textFilters();
        stateFilters();
        dateFilters();
    }

    Found find(Page page) {
        var email = query.get("email");
        if (email != null && !email.isEmpty()) {
            var contact = account.contacts.find(email);
            return collected(contact == null ? List.of() : List.of(contact), page);
        }
        if (!ids().isEmpty()) {
            return collected(
                    ids().stream()
                            .map(account.contacts::get)
                            .filter(Objects::nonNull)
                            .toList(),
                    page);
        }
        int tagId = query.number("tagid", 0);
        if (tagId == 0) {
            return inOrder(account.contacts.ids, page);
        }
        var tag = account.tags.get(tagId);
        return tag == null ? new Found(List.of(), 0) : inOrder(tag.contacts, page);
    }

    private Found inOrder(IdSet candidates, Page page) {
        var order = query.get("orders[id]");
        if (order != null && filters.isEmpty() && below == 0) {
            return descending(order) ? fromTheEnd(candidates, page) : fromId(candidates, page);
        }
        if (order == null && otherOrder() == null && above == 0 && below == 0) {
            return scanned(candidates, page);
        }
        var all = new ArrayList<Contact>();
        for (int id = candidates.above(above); id > 0; id = candidates.above(id)) {
            all.add(account.contacts.get(id));
        }
        return collected(all, page);
    }

    private Found fromId(IdSet candidates, Page page) {
        var found = new ArrayList<Contact>();
        int id = candidates.above(above, page.offset());
        while (id > 0 && found.size() < page.limit()) {
            found.add(account.contacts.get(id));
            id = candidates.above(id);
        }
        return new Found(found, candidates.countAbove(above));
    }

    private Found fromTheEnd(IdSet candidates, Page page) {
        int total = candidates.countAbove(above);
        var found = new ArrayList<Contact>();
        if (page.offset() >= total) {
            return new Found(found, total);
        }
        int id = candidates.above(above, total - 1 - page.offset());
        while (id > above && found.size() < page.limit()) {
            found.add(account.contacts.get(id));
            id = candidates.below(id);
        }
        return new Found(found, total);
    }

    /** In the default order, by e-mail, in which the contacts are kept. */
    private Found scanned(IdSet candidates, Page page) {
        boolean ascending = !descending(query.get("orders[email]"));
        int known = filters.isEmpty() ? candidates.size() : -1;
        var found = new ArrayList<Contact>();
        int total = 0;
        for (var contact : account.contacts.inOrderOfEmail(ascending)) {
            if (!candidates.contains(contact.id) || !matches(contact)) {
                continue;
            }
            if (total >= page.offset() && found.size() < page.limit()) {
                found.add(contact);
            }
            total++;
            if (known >= 0 && found.size() == page.limit()) {
                break;
            }
        }
        return new Found(found, Math.max(known, total));
    }

    private Found collected(List<Contact> candidates, Page page) {
        var all = candidates.stream().filter(this::matches).sorted(order()).toList();
        return new Found(page.of(all), all.size());
    }

    private boolean matches(Contact contact) {
        if (contact.id <= above || below > 0 && contact.id >= below) {
            return false;
        }
        return filters.stream().allMatch(filter -> filter.test(contact));
    }

    private Comparator<Contact> order() {
        var other = otherOrder();
        if (query.get("orders[id]") != null) {
            return directed(Comparator.comparingInt(contact -> contact.id), query.get("orders[id]"));
        }
        if (other == null) {
            return directed(ContactQuery.byText(contact -> contact.email), query.get("orders[email]"));
        }
        return switch (other) {
            case "cdate" ->
                directed(Comparator.comparingLong(contact -> contact.createdAt), query.get("orders[cdate]"));
            case "first_name" -> directed(byText(contact -> contact.firstName), query.get("orders[first_name]"));
            case "last_name" -> directed(byText(contact -> contact.lastName), query.get("orders[last_name]"));
            default ->
                directed(byText(contact -> contact.lastName + ' ' + contact.firstName), query.get("orders[name]"));
        };
    }

    /** The first order that is neither by id nor by e-mail, or null. */
    private String otherOrder() {
        return List.of("cdate", "first_name", "last_name", "name").stream()
                .filter(name -> query.get("orders[%s]".formatted(name)) != null)
                .findFirst()
                .orElse(null);
    }

    private static Comparator<Contact> byText(Function<Contact, String> text) {
        return Comparator.comparing(text, String.CASE_INSENSITIVE_ORDER);
    }

    private static Comparator<Contact> directed(Comparator<Contact> comparator, String direction) {
        var stable = comparator.thenComparingInt(contact -> contact.id);
        return descending(direction) ? stable.reversed() : stable;
    }

    private static boolean descending(String direction) {
        return direction != null && direction.equalsIgnoreCase("DESC");
    }

    private Set<Integer> ids() {
        var all = new ArrayList<>(query.all("ids[]"));
        if (query.get("ids") != null) {
            all.addAll(List.of(query.get("ids").split(",")));
        }
        return all.stream()
                .flatMapToInt(id -> Query.number(id).stream())
                .boxed()
                .collect(Collectors.toSet());
    }

    private void textFilters() {
        on("email_like", value -> contact -> contains(contact.email, value));
        on("phone", value -> contact -> contact.phone.equals(value));
        on(
                "search",
                value -> contact -> contains(contact.email, value)
                        || contains(contact.firstName + ' ' + contact.lastName, value)
                        || contains(contact.organisation, value)
                        || contains(contact.phone, value));
    }

    private void stateFilters() {
        var list = account.lists.get(query.number("listid", 0));
        if (query.number("listid", 0) > 0) {
            filters.add(contact -> list != null && list.subscriptions.containsKey(contact.id));
        }
        int status = query.number("status", -1);
        if (status >= 0) {
            filters.add(contact -> status(contact) == status);
        }
        int exclude = query.number("exclude", 0);
        if (exclude > 0) {
            filters.add(contact -> contact.id != exclude);
        }
        int tagId = query.number("tagid", 0);
        if (tagId > 0 && (query.get("email") != null || !ids().isEmpty())) {
            var tag = account.tags.get(tagId);
            filters.add(contact -> tag != null && tag.contacts.contains(contact.id));
        }
    }

    private void dateFilters() {
        on("filters[created_before]", value -> before(value, contact -> contact.createdAt));
        on("filters[created_after]", value -> before(value, contact -> contact.createdAt)
                .negate());
        on("filters[updated_before]", value -> before(value, contact -> contact.updatedAt));
        on("filters[updated_after]", value -> before(value, contact -> contact.updatedAt)
                .negate());
    }

    /** Day precision, in the account's zone. A value that is no date filters nothing. */
    private static Predicate<Contact> before(String value, ToLongFunction<Contact> moment) {
        try {
            var day = LocalDate.parse(value.length() > 10 ? value.substring(0, 10) : value);
            long start = day.atStartOfDay(Texts.ZONE).toInstant().toEpochMilli();
            return contact -> moment.applyAsLong(contact) < start;
        } catch (DateTimeParseException e) {
            return contact -> true;
        }
    }

    private void on(String name, Function<String, Predicate<Contact>> filter) {
        var value = query.get(name);
        if (value != null && !value.isEmpty()) {
            filters.add(filter.apply(value));
        }
    }

    private int status(Contact contact) {
        if (account.bounced(contact.email)) {
            return 3;
        }
        var statuses = account.lists.all().stream()
                .map(list -> list.subscriptions.get(contact.id))
                .filter(Objects::nonNull)
                .map(MailingList.Subscription::status)
                .toList();
        boolean gone = !statuses.isEmpty() && statuses.stream().allMatch(one -> one == Lists.UNSUBSCRIBED);
        return gone ? 2 : 1;
    }

    private static boolean contains(String text, String part) {
        return text.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    record Found(List<Contact> contacts, int total) {}
}
