package org.datasync.connector.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BudgetTest {

    @Test
    void anEvenPaceIsKeptWithoutBursts() {
        var pace = new Pace(0, 1, 0);
        List<Long> taken = new ArrayList<>();
        for (long now = 0; now < 1_000; now++) {
            if (pace.waitAt(now) <= 0) {
                pace.take(now, 100);
                taken.add(now);
            }
        }

        assertThat(taken).containsExactly(0L, 100L, 200L, 300L, 400L, 500L, 600L, 700L, 800L, 900L);
    }

    @Test
    void aLateTakeIsMadeUpForWithinTheSlackOnly() {
        var pace = new Pace(20, 0.9, 0);
        pace.take(0, 100);

        pace.take(105, 100);
        assertThat(pace.waitAt(105)).isEqualTo(95);
        pace.take(500, 100);
        assertThat(pace.waitAt(500)).isEqualTo(90);
        pace.take(590, 100);
        assertThat(pace.waitAt(590)).isEqualTo(90);
        pace.take(680, 100);
        assertThat(pace.waitAt(680)).isEqualTo(100);
    }

    @Test
    void aLongDelayIsMadeUpForWithoutABurst() {
        var pace = new Pace(1_000, 0.9, 0);
        List<Long> taken = new ArrayList<>();
        for (long now = 400; taken.size() < 60; now++) {
            if (pace.waitAt(now) <= 0) {
                pace.take(now, 100);
                taken.add(now);
            }
        }

        for (int i = 1; i < taken.size(); i++) {
            assertThat(taken.get(i) - taken.get(i - 1)).isBetween(90L, 100L);
        }
        assertThat(taken).endsWith(5_900L);
    }

    @Test
    void oneThatCameATurnLateDoesNotMakeAllAfterItLate() {
        var pace = new Pace(1_000, 0.5, 0);
        List<Long> taken = new ArrayList<>();
        for (long turn = 0; taken.size() < 7; turn += 100) {
            boolean outranked = turn == 600;
            if (!outranked && pace.waitAt(turn) <= 0) {
                pace.take(turn, 300);
                taken.add(turn);
            }
        }

        assertThat(taken).containsExactly(0L, 300L, 700L, 900L, 1_200L, 1_500L, 1_800L);
    }

    @Test
    void theRateIsKept() throws InterruptedException {
        var budget = new Budget(100, 6_000, 60, true, Duration.ofSeconds(1), System::nanoTime);
        long start = System.nanoTime();

        for (int i = 0; i < 50; i++) {
            budget.acquire(Use.CALL).orElseThrow().answered("call");
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(450), Duration.ofSeconds(5));
    }

    @Test
    void importsKeepTheirOwnPaceAndLeaveTheRestToCalls() throws Exception {
        var budget = new Budget(100, 1_200, 60, true, Duration.ofSeconds(1), System::nanoTime);
        var taken = new ConcurrentLinkedQueue<Use>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        for (Use use : List.of(Use.IMPORT, Use.CALL, Use.CALL, Use.CALL)) {
            threads.submit(() -> {
                while (System.nanoTime() < end) {
                    budget.acquire(use).orElseThrow().answered("any");
                    taken.add(use);
                }
                return null;
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        long imports = taken.stream().filter(use -> use == Use.IMPORT).count();

        assertThat(imports).isBetween(36L, 43L);
        assertThat(taken.size()).isBetween(180, 206);
    }

    @Test
    void duringARestNobodyWaits() throws InterruptedException {
        var budget = new Budget(100, 60, 60, true, Duration.ofSeconds(1), System::nanoTime);

        budget.slowDown(Duration.ofMinutes(1));

        assertThat(budget.acquire(Use.CALL)).isEmpty();
        assertThat(budget.restLeft()).isPositive();
    }

    @Test
    void afterARestItStartsAtHalfSpeedAndClimbsBack() {
        long[] now = {0};
        var budget = new Budget(100, 60, 60, true, Duration.ofSeconds(60), () -> now[0]);

        budget.slowDown(Duration.ofSeconds(30));

        now[0] = Duration.ofSeconds(30).toNanos();
        assertThat(budget.speed()).isEqualTo(0.5);
        now[0] = Duration.ofSeconds(60).toNanos();
        assertThat(budget.speed()).isEqualTo(0.7);
        now[0] = Duration.ofSeconds(90).toNanos();
        assertThat(budget.speed()).isEqualTo(0.9);
        now[0] = Duration.ofSeconds(90 + 300).toNanos();
        assertThat(budget.speed()).isEqualTo(0.95);
        now[0] = Duration.ofHours(1).toNanos();
        assertThat(budget.speed()).isEqualTo(1);
    }

    @Test
    void importsThatDidNotGoDuringARestAreNotMadeUpFor() throws InterruptedException {
        long[] now = {0};
        var budget = new Budget(1_000, 60, 60, true, Duration.ofSeconds(60), () -> now[0]);
        budget.slowDown(Duration.ofSeconds(30));
        now[0] = Duration.ofSeconds(30).toNanos();

        budget.acquire(Use.IMPORT).orElseThrow().answered("import");

        now[0] += Duration.ofMillis(1_900).toNanos();
        assertThat(budget.isDue(Use.IMPORT)).isFalse();
    }

    @Test
    void itSettlesBelowTheSpeedThatIsTooMuchWhileOthersUseTheAccount() {
        long[] now = {0};
        var budget = new Budget(100, 60, 60, true, Duration.ofSeconds(60), () -> now[0]);
        int refusals = 0;
        double sum = 0;

        // Others leave 60 % of what we may use.
        for (int second = 0; second < 3_600; second++) {
            now[0] = Duration.ofSeconds(second).toNanos();
            boolean resting = !budget.restLeft().isNegative();
            sum += resting ? 0 : budget.speed();
            if (!resting && budget.speed() > 0.6) {
                budget.slowDown(Duration.ofSeconds(30));
                refusals++;
            }
        }

        assertThat(refusals).isLessThan(25);
        assertThat(sum / 3_600).isGreaterThan(0.38);
    }

    @Test
    void refusalsOfRequestsThatWereUnderWayCountOnce() {
        long[] now = {0};
        var budget = new Budget(100, 60, 60, true, Duration.ofSeconds(60), () -> now[0]);

        budget.slowDown(Duration.ofSeconds(30));
        budget.slowDown(Duration.ofSeconds(30));

        now[0] = Duration.ofSeconds(30).toNanos();
        assertThat(budget.speed()).isEqualTo(0.5);
    }

    @Test
    void requestsThatAreHeldUpOnTheirWayDoNotArriveTogether() throws InterruptedException {
        var budget = new Budget(10, 600, 60, true, Duration.ofSeconds(1), System::nanoTime);
        Permit first = budget.acquire(Use.CALL).orElseThrow();
        for (int i = 1; i < 10; i++) {
            budget.acquire(Use.CALL).orElseThrow().answered("call");
        }
        long answered = System.nanoTime();
        first.answered("slow call");

        budget.acquire(Use.CALL);

        // The first may have arrived half its way before its answer: about 450 ms.
        assertThat(Duration.ofNanos(System.nanoTime() - answered)).isGreaterThan(Duration.ofMillis(450));
    }

    @Test
    void aRequestThatIsNeverAnsweredHoldsNobodyUpForLong() throws InterruptedException {
        var budget = new Budget(20, 600, 60, true, Duration.ofSeconds(1), System::nanoTime);
        long start = System.nanoTime();
        for (int i = 0; i < 21; i++) {
            assertThat(budget.acquire(Use.CALL)).isPresent();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(8));
    }

    @Test
    void whatProspect2SaysAboutItsWorkTellsWhenARequestArrived() throws InterruptedException {
        var budget = new Budget(10, 600, 60, true, Duration.ofSeconds(1), System::nanoTime);
        Permit first = budget.acquire(Use.CALL).orElseThrow();
        long given = System.nanoTime();
        for (int i = 1; i < 10; i++) {
            budget.acquire(Use.CALL).orElseThrow().answered("call");
        }
        long answered = System.nanoTime();
        first.answered("slow call", given);

        budget.acquire(Use.CALL);

        assertThat(Duration.ofNanos(System.nanoTime() - answered)).isLessThan(Duration.ofMillis(400));
    }

    @Test
    void aLongWayThereIsNoGuessWhereProspect2TellsOfIt() throws InterruptedException {
        var budget = new Budget(10, 600, 60, true, Duration.ofSeconds(1), System::nanoTime);
        Permit first = budget.acquire(Use.CALL).orElseThrow();
        for (int i = 1; i < 10; i++) {
            budget.acquire(Use.CALL).orElseThrow().answered("call");
        }
        long received = System.nanoTime();
        first.answered("slow call", received);

        budget.acquire(Use.CALL);

        assertThat(Duration.ofNanos(System.nanoTime() - received)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aPauseBetweenImportsIsMadeUpForWithinTheLimitOfTheMinute() throws InterruptedException {
        long[] now = {0};
        var budget = new Budget(1_000, 60, 20, true, Duration.ofSeconds(60), () -> now[0]);
        List<Long> taken = new ArrayList<>();
        for (long millis = 0; millis < 180_000; millis += 20) {
            now[0] = Duration.ofMillis(millis).toNanos();
            boolean paused = millis > 30_000 && millis < 34_000;
            if (!paused && budget.isDue(Use.IMPORT)) {
                budget.acquire(Use.IMPORT).orElseThrow().answered("import", now[0]);
                taken.add(millis);
            }
        }

        assertThat(taken).hasSizeBetween(177, 181);
        for (int i = 60; i < taken.size(); i++) {
            assertThat(taken.get(i) - taken.get(i - 60)).isGreaterThanOrEqualTo(60_000);
        }
    }

    @Test
    void anImportOfOneContactIsDueByItsOwnPace() throws InterruptedException {
        long[] now = {0};
        var budget = new Budget(2, 90, 20, true, Duration.ofSeconds(60), () -> now[0]);
        assertThat(budget.isDue(Use.SINGLE_IMPORT)).isTrue();

        budget.acquire(Use.SINGLE_IMPORT).orElseThrow().answered("import");

        assertThat(budget.isDue(Use.SINGLE_IMPORT)).isFalse();
        assertThat(budget.isDue(Use.IMPORT)).isTrue();
        now[0] = Duration.ofSeconds(3).toNanos();
        assertThat(budget.isDue(Use.SINGLE_IMPORT)).isTrue();
    }

    @Test
    void questionsAboutImportsTakeOneInFortyWhileCallsWait() throws Exception {
        var budget = new Budget(400, 600, 60, true, Duration.ofSeconds(1), System::nanoTime);
        var taken = new ConcurrentLinkedQueue<Use>();
        ExecutorService threads = Executors.newFixedThreadPool(5);
        long end = System.nanoTime() + Duration.ofSeconds(2).toNanos();
        for (Use use : List.of(Use.PROGRESS, Use.CALL, Use.CALL, Use.CALL, Use.CALL)) {
            threads.submit(() -> {
                while (System.nanoTime() < end) {
                    budget.acquire(use).orElseThrow().answered("any");
                    taken.add(use);
                }
                return null;
            });
        }
        threads.shutdown();
        assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue();

        long questions = taken.stream().filter(use -> use == Use.PROGRESS).count();

        assertThat(questions).isBetween(taken.size() / 80L, taken.size() / 20L);
    }

    @Test
    @Timeout(10)
    void questionsAboutImportsGoAtOnceWhereNoCallWaits() throws InterruptedException {
        long[] now = {0};
        var budget = new Budget(2, 60, 60, true, Duration.ofSeconds(60), () -> now[0]);

        for (int i = 0; i < 10; i++) {
            budget.acquire(Use.PROGRESS).orElseThrow().answered("question");
            now[0] += Duration.ofMillis(600).toNanos();
        }

        assertThat(budget.taken()).isEqualTo(10);
    }

    @Test
    void aBlockedAccountGivesNoPermit() throws InterruptedException {
        var budget = new Budget(100, 60, 60, true, Duration.ofSeconds(1), System::nanoTime);

        budget.block();
        assertThat(budget.acquire(Use.IMPORT)).isEmpty();
        budget.unblock();

        assertThat(budget.acquire(Use.IMPORT)).isPresent();
    }

    @Test
    @Timeout(10)
    void aRequestThatComesLateDoesNotDelayTheNext() throws InterruptedException {
        long[] now = {0};
        var budget = new Budget(2, 60, 60, true, Duration.ofSeconds(60), () -> now[0]);

        budget.acquire(Use.CALL).orElseThrow().answered("call");
        now[0] = Duration.ofMillis(900).toNanos();
        budget.acquire(Use.CALL).orElseThrow().answered("call");
        now[0] = Duration.ofMillis(1_350).toNanos();

        assertThat(budget.acquire(Use.CALL)).isPresent();
    }

    @Test
    @Timeout(10)
    void importsThatDoNotCountLeaveTheWholeRateToOthers() throws InterruptedException {
        long[] now = {0};
        var budget = new Budget(2, 600, 60, false, Duration.ofSeconds(60), () -> now[0]);

        budget.acquire(Use.CALL).orElseThrow();
        budget.acquire(Use.IMPORT).orElseThrow();
        now[0] += Duration.ofMillis(100).toNanos();
        budget.acquire(Use.IMPORT).orElseThrow();
        now[0] += Duration.ofMillis(400).toNanos();
        budget.acquire(Use.CALL).orElseThrow();

        assertThat(budget.taken()).isEqualTo(4);
    }
}
