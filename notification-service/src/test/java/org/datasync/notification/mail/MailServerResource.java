package org.datasync.notification.mail;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** A mail server that keeps what it gets. A test asks for it by a field of type {@link GreenMail}. */
public final class MailServerResource implements QuarkusTestResourceLifecycleManager {
    private GreenMail server;

    @Override
    public Map<String, String> start() {
        server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return Map.of(
                "datasync.notification.smtp.host", "127.0.0.1",
                "datasync.notification.smtp.port",
                        String.valueOf(server.getSmtp().getPort()),
                "datasync.notification.smtp.greeting", "localhost",
                "datasync.notification.from", "Data Sync <datasync@example.org>");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(server, new TestInjector.MatchesType(GreenMail.class));
    }

    @Override
    public void stop() {
        server.stop();
    }
}
