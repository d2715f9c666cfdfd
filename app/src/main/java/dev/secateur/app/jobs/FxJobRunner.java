package dev.secateur.app.jobs;

import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;

import dev.secateur.engine.job.Job;
import dev.secateur.engine.job.JobRunner;
import dev.secateur.engine.job.Outcome;
import dev.secateur.engine.kernel.ChosenKernels;
import dev.secateur.engine.kernel.Kernels;

/// Runs jobs on three lanes and delivers on one thread, in the window that of JavaFX.
///
/// Heavy work is done one after the other, light work two at a time, and layout on a thread with a stack deep enough for
/// the recursion of a long chain. Progress is merged, so that a busy job cannot flood the window.
public final class FxJobRunner implements JobRunner, AutoCloseable {

    private static final int LIGHT_THREADS = 2;
    private static final long DEEP_STACK = 64L << 20;
    private static final long MERGE_MS = 50;
    private static final long CANCEL_MS = 1000;

    private final Executor delivery;
    private final Supplier<Kernels> kernels;
    private final Map<Job.Lane, ThreadPoolExecutor> lanes = new EnumMap<>(Job.Lane.class);
    private final ScheduledThreadPoolExecutor clock = new ScheduledThreadPoolExecutor(1, thread("job-clock", 0));
    private final Queue<Task<?>> reporting = new ConcurrentLinkedQueue<>();

    /// @param delivery runs what watchers and outcomes do, one after the other
    /// @param kernels gives those that a job shall use when it begins
    public FxJobRunner(Executor delivery, Supplier<Kernels> kernels) {
        this.delivery = delivery;
        this.kernels = kernels;
        lanes.put(Job.Lane.COMPUTE, lane(1, thread("compute", 0)));
        lanes.put(Job.Lane.LIGHT, lane(LIGHT_THREADS, thread("light", 0)));
        lanes.put(Job.Lane.LAYOUT, lane(1, thread("layout", DEEP_STACK)));
        clock.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        clock.scheduleWithFixedDelay(this::deliverProgress, MERGE_MS, MERGE_MS, TimeUnit.MILLISECONDS);
    }

    /// A runner that delivers on JavaFX's thread.
    public static FxJobRunner onFxThread(Supplier<Kernels> kernels) {
        return new FxJobRunner(Platform::runLater, kernels);
    }

    private static ThreadPoolExecutor lane(int threads, ThreadFactory factory) {
        return new ThreadPoolExecutor(threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
    }

    private static ThreadFactory thread(String name, long stackBytes) {
        return work -> {
            Thread made = new Thread(null, work, name, stackBytes);
            made.setDaemon(true);
            return made;
        };
    }

    @Override
    public <R> Handle start(Job<R> job, Watcher watcher, Consumer<Outcome<R>> whenEnded) {
        ThreadPoolExecutor lane = lanes.get(job.lane());
        if (lane == null) {
            throw new IllegalStateException("no lane for " + job.lane());
        }
        Task<R> task = new Task<>(withKernels(job), watcher, whenEnded, delivery, reporting::add);
        lane.execute(task);
        return () -> cancel(task, lane);
    }

    private <R> Job<R> withKernels(Job<R> job) {
        return new Job<>(job.title(), job.lane(),
                progress -> ChosenKernels.with(kernels.get(), () -> job.work().run(progress)));
    }

    private void cancel(Task<?> task, ThreadPoolExecutor lane) {
        task.cancel();
        if (lane.remove(task)) {
            task.endAsCancelled();
        } else if (!clock.isShutdown()) {
            var unused = clock.schedule(task::endAsCancelled, CANCEL_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void deliverProgress() {
        for (Task<?> task = reporting.poll(); task != null; task = reporting.poll()) {
            delivery.execute(task::deliverProgress);
        }
    }

    /// Cancels whatever runs and waits for nothing; its threads die with the program.
    @Override
    public void close() {
        clock.shutdownNow();
        lanes.values().forEach(ThreadPoolExecutor::shutdownNow);
    }
}
