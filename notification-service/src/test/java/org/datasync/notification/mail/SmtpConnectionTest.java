package org.datasync.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.datasync.notification.delivery.Delivery;
import org.datasync.notification.mail.ScriptedMailServer.Mail;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpConnectionTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final Duration REPLY_TIMEOUT = Duration.ofMillis(500);
    private static final Letter LETTER = new Letter("Subject", "Text", "<p>HTML</p>", List.of());

    private final ScriptedMailServer server = new ScriptedMailServer();
    private final SmtpConnection connection = connectionTo(server.port());

    @AfterEach
    void stop() throws Exception {
        connection.close();
        server.close();
    }

    @AfterAll
    static void stopVertx() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void theMessageIdArrivesAsItWasSet() throws Exception {
        Delivery delivery = send("<0123456789abcdef0123456789abcdef01234567@sync.example.org>");

        assertThat(delivery).isEqualTo(new Delivery.Accepted());
        assertThat(server.accepted())
                .containsExactly(
                        new Mail("jo@example.org", "<0123456789abcdef0123456789abcdef01234567@sync.example.org>"));
    }

    @Test
    void theConnectionIsKeptForTheNextMail() throws Exception {
        send("<1@x>");
        send("<2@x>");
        send("<3@x>");

        assertThat(server.accepted()).hasSize(3);
        assertThat(server.connections()).isEqualTo(1);
    }

    @Test
    void afterARefusalTheNextMailHasAConnectionOfItsOwn() throws Exception {
        server.answer(command -> command.startsWith("RCPT") ? "550 no such user" : null);
        send("<1@x>");
        server.answer(command -> null);

        assertThat(send("<2@x>")).isEqualTo(new Delivery.Accepted());
        assertThat(server.connections()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 no such user, Refused",
        "RCPT, 450 try again, Later",
        "DATA, 554 no, Refused",
        "DATA, 451 not now, Later",
        "., 552 too large, Refused",
        "., 452 full, Later",
        "RCPT, 421 closing, Unavailable",
        "MAIL, 550 who are you, Unavailable",
        "MAIL, 451 not now, Unavailable",
        "connect, 554 no service, Unavailable",
        "connect, 421 too many connections, Unavailable",
        "., 421 closing, Unavailable",
        "connect, hang up, Unavailable",
        "RCPT, hang up, Unavailable",
        "., hang up, Unavailable",
        "connect, silence, Unavailable",
        "RCPT, silence, Unavailable",
        "., silence, Unavailable"
    })
    void anAnswerIsFinalOnlyWhereItIsAboutThisMail(String step, String answer, String kind) throws Exception {
        server.answer(command -> command.startsWith(step) ? answer : null);

        Delivery delivery = send("<1@x>");

        assertThat(delivery.getClass().getSimpleName()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "., hang up, true",
        "., silence, true",
        "., 421 closing, false",
        "., 451 not now, false",
        "MAIL, 451 not now, false",
        "connect, 554 no service, false"
    })
    void aMailIsInDoubtWhereTheServerEndsWithoutAnAnswer(String step, String answer, boolean doubtful)
            throws Exception {
        server.answer(command -> command.startsWith(step) ? answer : null);

        Delivery delivery = send("<1@x>");

        assertThat(delivery instanceof Delivery.Unavailable unavailable && unavailable.doubtful())
                .isEqualTo(doubtful);
    }

    @Test
    void afterAnyFailureTheNextMailGoesOut() throws Exception {
        server.answer(command -> command.startsWith("RCPT") ? ScriptedMailServer.SILENCE : null);
        send("<1@x>");
        server.answer(command -> null);

        Delivery delivery = send("<2@x>");

        assertThat(delivery).isEqualTo(new Delivery.Accepted());
    }

    @Test
    void aSilentServerIsHungUpOnSoThatItCannotAcceptTheMailLater() throws Exception {
        server.answer(command -> command.startsWith(".") ? ScriptedMailServer.SILENCE : null);

        send("<1@x>");

        await().atMost(5, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(server.openConnections()).isZero());
    }

    @Test
    void aServerThatDoesNotHangUpAfterAFailureHoldsUpNothing() throws Exception {
        server.staysAfterQuit();
        server.answer(command -> command.startsWith("RCPT") ? "450 later" : null);
        send("<1@x>");
        server.answer(command -> null);
        long begin = System.nanoTime();

        send("<2@x>");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(REPLY_TIMEOUT);
    }

    @Test
    void nobodyListensAndThatIsUnavailable() throws Exception {
        server.close();

        assertThat(send("<1@x>"))
                .isInstanceOfSatisfying(Delivery.Unavailable.class, unavailable -> assertThat(unavailable.doubtful())
                        .isFalse());
    }

    @Test
    void theReasonNamesNoAddress() throws Exception {
        server.answer(command -> command.startsWith("RCPT") ? "550 5.1.1 <jo@example.org>: user unknown" : null);

        assertThat(send("<1@x>"))
                .isEqualTo(new Delivery.Refused(
                        "Mail server: recipient address not accepted: 550 5.1.1" + " <(address)>: user unknown"));
    }

    private Delivery send(String messageId) throws InterruptedException {
        return connection.send(MailAddress.of("jo@example.org"), messageId, LETTER);
    }

    private static SmtpConnection connectionTo(int port) {
        var smtp = TestSmtp.plain(port, REPLY_TIMEOUT);
        return new SmtpConnection(
                VERTX, () -> SmtpSettings.of(smtp), "datasync@example.org", REPLY_TIMEOUT.multipliedBy(3));
    }
}
