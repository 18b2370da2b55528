package org.datasync.scheduler.run;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.datasync.scheduler.run.AnsweredRequests.Answer;
import org.datasync.scheduler.run.AnsweredRequests.Request;
import org.datasync.scheduler.sync.DataSyncRepository;

/** First answers to posts that start a preview. delta-service is asked in between, outside of any transaction. */
@ApplicationScoped
class PreviewRequests {
    private final DataSyncRepository syncs;
    private final AnsweredRequests answered;

    PreviewRequests(DataSyncRepository syncs, AnsweredRequests answered) {
        this.syncs = syncs;
        this.answered = answered;
    }

    @Transactional
    Optional<Answer> before(Request request) {
        return answered.find(request);
    }

    /** The answer that counts: of two posts at once the first one kept. */
    @Transactional
    Answer first(int syncId, Request request, Answer answer) {
        syncs.lock(syncId);
        return answered.find(request).orElseGet(() -> {
            answered.keep(request, answer);
            return answer;
        });
    }
}
