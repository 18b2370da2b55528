package org.datasync.contracts;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What has been released within this major version, and which changes of it would break a subscriber. */
record Evolution(Map<String, Shape> shapes, Map<String, Set<String>> reserved) {

    static Evolution released() {
        return Resources.json("released/v1.json", Evolution.class);
    }

    /** One sentence for each change that a receiver or producer of the released version would not survive. */
    List<String> violations(Map<String, Shape> today) {
        List<String> violations = new ArrayList<>();
        shapes.forEach((path, before) -> compare(path, before, today.get(path), violations));
        today.forEach((path, shape) -> reserved.getOrDefault(path, Set.of()).stream()
                .filter(name ->
                        shape.fields().containsKey(name) || shape.values().contains(name))
                .forEach(name -> violations.add(path + "." + name + " is reserved")));
        return violations;
    }

    private static void compare(String path, Shape before, Shape now, List<String> violations) {
        if (now == null) {
            violations.add(path + " was removed");
            return;
        }
        for (String value : before.values()) {
            if (!now.values().contains(value)) {
                violations.add(path + "." + value + " was removed");
            }
        }
        before.fields()
                .forEach((name, field) ->
                        compare(path + "." + name, field, now.fields().get(name), violations));
        now.fields().forEach((name, field) -> {
            if (field.required() && !before.fields().containsKey(name)) {
                violations.add(path + "." + name + " is new and required");
            }
        });
    }

    private static void compare(String place, Shape.Field before, Shape.Field now, List<String> violations) {
        if (now == null) {
            violations.add(place + " was removed");
        } else if (!now.type().equals(before.type())) {
            violations.add(place + " was " + before.type() + " and is " + now.type());
        } else if (now.required() != before.required()) {
            violations.add(place + " is " + (now.required() ? "required now" : "optional now"));
        }
    }
}
