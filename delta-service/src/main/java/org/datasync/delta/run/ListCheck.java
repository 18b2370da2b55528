package org.datasync.delta.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.datasync.contracts.sync.v1.SyncDefinition;
import org.datasync.delta.tessitura.Choice;
import org.datasync.delta.tessitura.ChoiceReader;
import org.datasync.delta.tessitura.ListReader;
import org.datasync.delta.tessitura.TessituraList;

/** Whether list and filters still exist and may be used: else the run fails with advice, and nothing is sent. */
@ApplicationScoped
public class ListCheck {
    private final ListReader lists;
    private final ChoiceReader choices;

    ListCheck(ListReader lists, ChoiceReader choices) {
        this.lists = lists;
        this.choices = choices;
    }

    /** What is in the way, if anything is. */
    public Optional<Obstacle> obstacle(SyncDefinition definition) {
        Optional<TessituraList> list = lists.find(definition.listNo());
        if (list.isEmpty()) {
            return Optional.of(
                    new Obstacle("LIST_MISSING", "List %d does not exist any more.".formatted(definition.listNo())));
        }
        return list.get()
                .obstacle()
                .map(detail -> new Obstacle("LIST_UNUSABLE", detail))
                .or(() -> missing(
                        definition.filters().contactPointPurposes(),
                        choices.allContactPointPurposes(),
                        "PURPOSE_MISSING",
                        "contact point purposes"))
                .or(() -> missing(
                        definition.filters().eaddressTypes(),
                        choices.allEaddressTypes(),
                        "TYPE_MISSING",
                        "address types"));
    }

    private static Optional<Obstacle> missing(List<Integer> wanted, List<Choice> offered, String code, String what) {
        List<Integer> gone = wanted.stream()
                .filter(id -> offered.stream().noneMatch(choice -> choice.id() == id))
                .toList();
        return gone.isEmpty()
                ? Optional.empty()
                : Optional.of(new Obstacle(
                        code,
                        "The filters name %s that do not exist any more: %s. Choose others.".formatted(what, gone)));
    }

    /** Why a run cannot start. */
    public record Obstacle(String code, String detail) {}
}
