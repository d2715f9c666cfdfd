package dev.secateur.engine.data;

import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import dev.secateur.engine.problem.Problem;
import dev.secateur.engine.problem.ProblemException;

/// A set whose picture i holds the number i in every pixel and has the class i modulo the number of classes.
record Numbered(int size, int count, Extents extents, Set<Integer> broken, AtomicInteger reads) implements Dataset {

    Numbered(int size, int count) {
        this(size, count, new Extents(1, 2, 2), Set.of(), new AtomicInteger());
    }

    Numbered withBroken(Integer... samples) {
        return new Numbered(size, count, extents, Set.of(samples), reads);
    }

    @Override
    public String name() {
        return "numbered";
    }

    @Override
    public Split split() {
        return Split.TRAIN;
    }

    @Override
    public List<String> classes() {
        return Cifar.numbers(count);
    }

    @Override
    public float[] image(int index) throws ProblemException {
        reads.incrementAndGet();
        if (broken.contains(index)) {
            throw new ProblemException(new Problem.OfData("cannot read", source(index), "it is broken", ""));
        }
        float[] values = new float[extents.values()];
        java.util.Arrays.fill(values, index);
        return values;
    }

    @Override
    public int label(int index) {
        return index % count;
    }

    @Override
    public String fingerprint() {
        return "0".repeat(64);
    }
}
