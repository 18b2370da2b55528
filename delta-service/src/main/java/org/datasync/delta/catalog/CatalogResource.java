package org.datasync.delta.catalog;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.datasync.delta.tessitura.Choice;
import org.datasync.delta.tessitura.ChoiceReader;
import org.datasync.delta.tessitura.ListReader;
import org.datasync.delta.tessitura.TessituraList;
import org.datasync.platform.problem.ProblemException;

/** What Tessitura offers to the form of a sync. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
class CatalogResource {
    private final ListReader lists;
    private final ChoiceReader choices;

    CatalogResource(ListReader lists, ChoiceReader choices) {
        this.lists = lists;
        this.choices = choices;
    }

    @GET
    @Path("lists")
    public Items<ListItem> lists(@QueryParam("search") @DefaultValue("") String search) {
        return new Items<>(lists.usable(search).stream().map(ListItem::of).toList());
    }

    @GET
    @Path("lists/{listNo}")
    public ListItem list(@PathParam("listNo") int listNo) {
        TessituraList list = lists.find(listNo)
                .orElseThrow(() -> ProblemException.notFound("List %d does not exist.".formatted(listNo)));
        list.obstacle().ifPresent(obstacle -> {
            throw ProblemException.notFound(obstacle);
        });
        return ListItem.of(list);
    }

    @GET
    @Path("contact-point-purposes")
    public Items<Choice> contactPointPurposes() {
        return new Items<>(choices.contactPointPurposes());
    }

    @GET
    @Path("eaddress-types")
    public Items<Choice> eaddressTypes() {
        return new Items<>(choices.eaddressTypes());
    }

    @GET
    @Path("contact-permission")
    public ContactPermission contactPermission() {
        Optional<Choice> type = choices.contactPermission();
        return new ContactPermission(
                type.isPresent(),
                type.map(Choice::id).orElse(null),
                type.map(Choice::description).orElse(null));
    }

    /** A list of choices. */
    record Items<T>(List<T> items) {}

    /** A list that can be the source of a sync. */
    record ListItem(int listNo, String description, Integer approximateCount, String outputSet) {
        static ListItem of(TessituraList list) {
            return new ListItem(list.listNo(), list.description(), list.approximateCount(), list.outputSet());
        }
    }

    /** The contact permission type that decides about e-mail. */
    record ContactPermission(boolean configured, Integer typeId, String description) {}
}
