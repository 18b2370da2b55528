package org.datasync.connector;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.datasync.connector.bulk.BatchPoller;
import org.datasync.connector.bulk.BatchSender;
import org.datasync.connector.call.CallDispatcher;
import org.datasync.connector.catalog.AccountKeeper;
import org.datasync.connector.catalog.QuestionAnswerer;
import org.datasync.connector.change.WorkSignal;
import org.datasync.connector.settlement.Settler;
import org.datasync.connector.walk.Walker;
import org.datasync.platform.work.WorkLoop;

/** The threads that drive the account. They run on every replica and work on the one that leads. */
@ApplicationScoped
class AccountWorkers {
    private static final Duration INTERVAL = Duration.ofMillis(200);

    private final BatchSender sender;
    private final BatchPoller poller;
    private final CallDispatcher dispatcher;
    private final Walker walker;
    private final Settler settler;
    private final AccountKeeper keeper;
    private final QuestionAnswerer answerer;
    private final WorkSignal signal;
    private final MeterRegistry meters;
    private final List<WorkLoop> loops = new ArrayList<>();

    AccountWorkers(
            BatchSender sender,
            BatchPoller poller,
            CallDispatcher dispatcher,
            Walker walker,
            Settler settler,
            AccountKeeper keeper,
            QuestionAnswerer answerer,
            WorkSignal signal,
            MeterRegistry meters) {
        this.sender = sender;
        this.poller = poller;
        this.dispatcher = dispatcher;
        this.walker = walker;
        this.settler = settler;
        this.keeper = keeper;
        this.answerer = answerer;
        this.signal = signal;
        this.meters = meters;
    }

    void onStart(@Observes StartupEvent event) {
        start("account", keeper::step);
        start("imports", sender::step);
        start("import-progress", poller::step);
        start("calls", dispatcher::step);
        start("walks", walker::step);
        start("settlements", settler::step);
        start("questions", answerer::step);
        loops.forEach(loop -> signal.listen(loop::wake));
    }

    void onStop(@Observes ShutdownEvent event) {
        loops.forEach(WorkLoop::close);
    }

    private void start(String name, WorkLoop.Step step) {
        loops.add(new WorkLoop(name, INTERVAL, meters, step).start());
    }
}
