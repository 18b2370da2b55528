package org.datasync.sandbox.prospect2;

/** The user to whom the key belongs: the usual test call. */
final class UserRoute {
    private UserRoute() {}

    static Answer me() {
        var body = Json.object();
        var user = body.putObject("user");
        user.put("username", "sandbox").put("firstName", "Sandbox").put("lastName", "User");
        user.put("email", "sandbox@example.org")
                .put("phone", "")
                .put("signature", "")
                .put("lang", "english");
        user.put("localZoneid", Texts.ZONE.getId()).putObject("links");
        user.put("id", "1");
        return Answer.ok(body);
    }
}
