package org.datasync.connector.walk;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.datasync.connector.association.AssociationRepository;
import org.datasync.connector.association.AssociationRepository.Association;
import org.datasync.connector.change.ChangeRepository;
import org.datasync.connector.change.EmailRules;
import org.datasync.connector.prospect2.TaggedContact;
import org.datasync.connector.run.Run;

/** What a page of contacts teaches: their ids, and which removals can go now. */
@ApplicationScoped
class WalkPage {
    private final AssociationRepository associations;
    private final ChangeRepository changes;
    private final Clock clock;

    WalkPage(AssociationRepository associations, ChangeRepository changes, Clock clock) {
        this.associations = associations;
        this.changes = changes;
        this.clock = clock;
    }

    void learn(Connection connection, String tagId, List<TaggedContact> contacts, List<Run> runs) throws SQLException {
        Map<String, Association> ids = new LinkedHashMap<>();
        for (TaggedContact contact : contacts) {
            OptionalLong association = contact.association(tagId);
            if (association.isPresent()
                    && !contact.email().isBlank()
                    && contact.email().length() <= EmailRules.LONGEST) {
                ids.put(EmailRules.key(contact.email()), new Association(contact.id(), association.getAsLong()));
            }
        }
        associations.learnAll(connection, tagId, ids, clock.instant());
        for (Run run : runs) {
            if (run.tagId().equals(tagId)) {
                changes.unseek(connection, run.no(), List.copyOf(ids.keySet()));
            }
        }
    }
}
