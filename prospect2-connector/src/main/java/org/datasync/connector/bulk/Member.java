package org.datasync.connector.bulk;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.datasync.connector.change.TagChange;

/** One contact of a batch and all rows that share it. */
record Member(TagChange first, List<Long> rows) {

    Member(TagChange first) {
        this(first, new ArrayList<>(List.of(first.id())));
    }

    /** The contacts of a batch, in the order of their first rows: the same each time it is sent. */
    static List<Member> of(List<TagChange> rows) {
        Map<TagChange.Sameness, Member> members = new LinkedHashMap<>();
        for (TagChange row : rows) {
            Member member = members.get(row.sameness());
            if (member == null) {
                members.put(row.sameness(), new Member(row));
            } else {
                member.rows.add(row.id());
            }
        }
        return List.copyOf(members.values());
    }

    static List<Long> rows(List<Member> members) {
        return members.stream().flatMap(member -> member.rows.stream()).toList();
    }
}
