package dev.secateur.app.jobs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.JobRunner;
import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.kernel.Kernels;
import dev.secateur.engine.problem.ProblemException;

import static org.assertj.core.api.Assertions.assertThat;

class FxJobRunnerTest {

    private final ExecutorService delivery = Executors.newSingleThreadExecutor(r -> new Thread(r, "delivery"));
    private final FxJobRunner runner = new FxJobRunner(delivery, Kernels::plain);
    private final BlockingQueue<Outcome<String>> outcomes = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        runner.close();
        delivery.shutdown();
    }

    private JobRunner.Handle start(Job.Lane lane, Job.Work<String> work) {
        return runner.start(new Job<>("job", lane, work), outcomes::add);
    }

    @Test
    void aResultIsDeliveredOnTheThreadOfDelivery() throws InterruptedException {
        BlockingQueue<String> names = new LinkedBlockingQueue<>();
        runner.start(new Job<>("job", Job.Lane.LIGHT, p -> Thread.currentThread().getName()), outcome -> {
            names.add(((Outcome.Done<String>) outcome).result());
            names.add(Thread.currentThread().getName());
        });
        assertThat(names.take()).isEqualTo("light");
        assertThat(names.take()).isEqualTo("delivery");
    }

    @Test
    void aProblemFailsTheJobAndADefectBreaksIt() throws InterruptedException {
        start(Job.Lane.COMPUTE, p -> {
            throw ProblemException.ofSetting("cannot", "rate", "it is 2", "choose less");
        });
        assertThat(outcomes.take()).isInstanceOf(Outcome.Failed.class);
        start(Job.Lane.COMPUTE, p -> {
            throw new IllegalStateException("ours");
        });
        assertThat(outcomes.take()).isInstanceOfSatisfying(Outcome.Broken.class,
                b -> assertThat(b.error()).hasMessage("ours"));
    }

    @Test
    void heavyWorkIsDoneOneAfterTheOther() throws InterruptedException {
        AtomicInteger inside = new AtomicInteger();
        List<Integer> seen = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 6; i++) {
            start(Job.Lane.COMPUTE, p -> {
                seen.add(inside.incrementAndGet());
                Thread.yield();
                inside.decrementAndGet();
                return "";
            });
        }
        for (int i = 0; i < 6; i++) {
            outcomes.take();
        }
        assertThat(seen).hasSize(6).containsOnly(1);
    }

    @Test
    void aRunningJobEndsAsCancelledWhenItAsks() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        JobRunner.Handle handle = start(Job.Lane.COMPUTE, p -> {
            begun.countDown();
            while (true) {
                p.check();
                Thread.onSpinWait();
            }
        });
        begun.await();
        handle.cancel();
        assertThat(outcomes.take()).isInstanceOf(Outcome.Cancelled.class);
    }

    @Test
    void aJobThatNeverAsksEndsAsCancelledAllTheSameAndOnlyOnce() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        JobRunner.Handle handle = start(Job.Lane.COMPUTE, p -> {
            begun.countDown();
            awaitQuietly(release);
            return "late";
        });
        begun.await();
        handle.cancel();
        assertThat(outcomes.take()).isInstanceOf(Outcome.Cancelled.class);
        release.countDown();
        start(Job.Lane.COMPUTE, p -> "next");
        assertThat(outcomes.take()).isEqualTo(new Outcome.Done<>("next"));
        assertThat(outcomes).isEmpty();
    }

    @Test
    void aQueuedJobIsCancelledWithoutWaitingForItsTurn() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        start(Job.Lane.COMPUTE, p -> {
            awaitQuietly(release);
            return "first";
        });
        start(Job.Lane.COMPUTE, p -> "second").cancel();
        assertThat(outcomes.take()).isInstanceOf(Outcome.Cancelled.class);
        release.countDown();
        assertThat(outcomes.take()).isEqualTo(new Outcome.Done<>("first"));
    }

    @Test
    void progressIsMergedAndNeverComesAfterTheOutcome() throws InterruptedException {
        BlockingQueue<Double> seen = new LinkedBlockingQueue<>();
        SynchronousQueue<String> go = new SynchronousQueue<>();
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        runner.start(new Job<>("job", Job.Lane.COMPUTE, p -> {
            for (int i = 0; i <= 100_000; i++) {
                p.report(i / 100_000.0, "step");
            }
            takeQuietly(go);
            p.report(1, "again");
            return "";
        }), (fraction, text) -> {
            seen.add(fraction);
            events.add("progress");
        }, outcome -> events.add("outcome"));
        double last = seen.take();
        while (last < 1) {
            last = seen.take();
        }
        int merged = seen.size();
        go.put("go");
        String event = events.take();
        while (!event.equals("outcome")) {
            event = events.take();
        }
        assertThat(merged).isLessThan(1000);
        assertThat(events).isEmpty();
    }

    @Test
    void theLayoutLaneBearsDeepRecursion() throws InterruptedException {
        start(Job.Lane.LAYOUT, p -> String.valueOf(depth(200_000)));
        assertThat(outcomes.take()).isEqualTo(new Outcome.Done<>("200000"));
    }

    private static int depth(int left) {
        return left == 0 ? 0 : 1 + depth(left - 1);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void takeQuietly(SynchronousQueue<String> queue) {
        try {
            queue.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
