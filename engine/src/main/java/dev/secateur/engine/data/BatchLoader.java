package dev.secateur.engine.data;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.secateur.engine.data.Batch.Position;
import dev.secateur.engine.job.Progress;
import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;

/// An endless stream of training batches, epoch after epoch, read ahead on threads of its own.
///
/// Each epoch takes every picture once, in an order that follows from the seed and the epoch; how a picture is changed follows
/// from seed, epoch and picture. So the stream is the same whatever the number of threads, and can begin anywhere in it. Memory
/// is bounded: only a few batches are ready at a time, and pictures are read when their turn comes. A picture that cannot be
/// read is left out and remembered.
public final class BatchLoader implements AutoCloseable {

    /// Batches that are ready or being made take at most this, unless two take more.
    private static final long MOST_BYTES = 256L << 20;
    private static final long CHECK_MS = 100;

    private final Dataset data;
    private final LoadPlan plan;
    private final ExecutorService workers;
    private final Deque<Future<Batch>> ahead = new ArrayDeque<>();
    private final Map<Integer, Skipped> skipped = Collections.synchronizedMap(new TreeMap<>());
    private final int depth;
    private Position next;
    private int orderedEpoch = -1;
    private int[] order = new int[0];
    private int emptyInTurn;

    private BatchLoader(Dataset data, LoadPlan plan, Position start) {
        this.data = data;
        this.plan = plan;
        this.next = start;
        long bytes = (long) plan.batch() * data.extents().values() * Float.BYTES;
        this.depth = (int) Math.clamp(MOST_BYTES / Math.max(1, bytes), 2, 2L * plan.threads() + 2);
        this.workers = Executors.newFixedThreadPool(plan.threads(),
                Thread.ofPlatform().name("pictures-", 0).daemon(true).factory());
    }

    /// Starts reading.
    ///
    /// @param start the first batch to give
    /// @throws ProblemException if the normalisation is for another number of channels
    public static BatchLoader open(Dataset data, LoadPlan plan, Position start) throws ProblemException {
        Batches.requireChannels(data, plan.normalisation());
        return new BatchLoader(data, plan, start);
    }

    /// The next batch.
    ///
    /// @throws ProblemException if no picture of a whole epoch can be read
    /// @throws dev.secateur.engine.job.CancelledException within a fifth of a second of being cancelled
    public Batch next(Progress progress) throws ProblemException {
        long start = System.nanoTime();
        while (true) {
            while (ahead.size() < depth) {
                request();
            }
            Batch batch = await(ahead.removeFirst(), progress);
            if (batch.size() > 0) {
                emptyInTurn = 0;
                return batch.waited(System.nanoTime() - start);
            }
            if (++emptyInTurn >= plan.batches(data.size())) {
                throw new ProblemException(new Problem.OfData("cannot read the data set", data.name(),
                        "none of its pictures can be read", "check the files"));
            }
        }
    }

    private static Batch await(Future<Batch> future, Progress progress) {
        while (true) {
            try {
                progress.check();
                return future.get(CHECK_MS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                continue;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new dev.secateur.engine.job.CancelledException();
            } catch (ExecutionException e) {
                throw new IllegalStateException("a batch could not be made", e.getCause());
            }
        }
    }

    private void request() {
        Position position = next;
        int batches = plan.batches(data.size());
        if (position.epoch() != orderedEpoch) {
            order = Shuffle.order(data.size(), plan.seed(), position.epoch());
            orderedEpoch = position.epoch();
        }
        int from = position.index() * plan.batch();
        int count = Math.min(plan.batch(), data.size() - from);
        int[] samples = new int[count];
        System.arraycopy(order, from, samples, 0, count);
        ahead.addLast(workers.submit(() -> make(position, samples)));
        next = position.index() + 1 < batches
                ? new Position(position.epoch(), position.index() + 1)
                : new Position(position.epoch() + 1, 0);
    }

    private Batch make(Position position, int[] samples) {
        Dataset.Extents extents = data.extents();
        int values = extents.values();
        float[] pictures = new float[Math.multiplyExact(samples.length, values)];
        List<Integer> read = new ArrayList<>();
        for (int sample : samples) {
            int offset = read.size() * values;
            if (!Thread.currentThread().isInterrupted() && place(sample, position.epoch(), pictures, offset)) {
                plan.normalisation().apply(pictures, offset, extents.height() * extents.width());
                read.add(sample);
            }
        }
        int[] found = read.stream().mapToInt(Integer::intValue).toArray();
        float[] kept = found.length == samples.length
                ? pictures
                : java.util.Arrays.copyOf(pictures, found.length * values);
        long[] labels = read.stream().mapToLong(data::label).toArray();
        return new Batch(position, kept, labels, found,
                new long[]{found.length, extents.channels(), extents.height(), extents.width()}, 0);
    }

    private boolean place(int sample, int epoch, float[] pictures, int offset) {
        try {
            float[] picture = data.image(sample);
            if (plan.augmentation().isNone()) {
                System.arraycopy(picture, 0, pictures, offset, picture.length);
            } else {
                plan.augmentation().apply(picture, data.extents(), pictures, offset,
                        Shuffle.mix(plan.seed(), epoch, sample));
            }
            return true;
        } catch (ProblemException e) {
            skipped.put(sample, new Skipped(data.source(sample), e.problem().why()));
            return false;
        }
    }

    /// Pictures that could not be read until now, those that the set left out itself included.
    public List<Skipped> skipped() {
        List<Skipped> all = new ArrayList<>(data.skipped());
        synchronized (skipped) {
            all.addAll(skipped.values());
        }
        return all;
    }

    /// Ends the threads; returns when they no longer touch the data.
    @Override
    public void close() {
        workers.shutdownNow();
        boolean interrupted = false;
        while (true) {
            try {
                if (workers.awaitTermination(1, TimeUnit.SECONDS)) {
                    break;
                }
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
