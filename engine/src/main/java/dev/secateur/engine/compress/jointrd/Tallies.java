package dev.secateur.engine.compress.jointrd;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.tensor.DType;

/// Means over the steps of each epoch, for the report. They stand in memory that goes into checkpoints, so that a training that is gone on
/// with tells of its earlier epochs too.
final class Tallies implements AutoCloseable {

    private static final int STEPS = 0;
    private static final int TEACHER = 1;
    private static final int PATHS = 2;

    private final int epochs;
    private final int paths;
    private final MemorySegment sums;
    private final Var shared;

    /// @param paths number of joint paths, possibly none
    Tallies(int epochs, int paths) {
        this.epochs = epochs;
        this.paths = paths;
        this.sums = Arena.ofAuto().allocate(ValueLayout.JAVA_FLOAT, (long) epochs * (PATHS + paths));
        this.shared = Var.over(sums, DType.FLOAT, epochs, PATHS + (long) paths).keep();
    }

    /// All sums, as they stand at any time.
    Var state() {
        return shared;
    }

    /// @param epoch from 0 on
    /// @param rightly fraction of a step's pictures that each path classified rightly
    /// @param teacher its cross-entropy; null if it is not trained
    void add(int epoch, List<Double> rightly, @Nullable Double teacher) {
        add(epoch, STEPS, 1);
        add(epoch, TEACHER, teacher == null ? 0 : teacher);
        for (int k = 0; k < paths; k++) {
            add(epoch, PATHS + k, rightly.get(k));
        }
    }

    private void add(int epoch, int column, double more) {
        long at = at(epoch, column);
        sums.setAtIndex(ValueLayout.JAVA_FLOAT, at, (float) (sums.getAtIndex(ValueLayout.JAVA_FLOAT, at) + more));
    }

    private long at(int epoch, int column) {
        if (epoch < 0 || epoch >= epochs) {
            throw new IllegalArgumentException("no such epoch: " + epoch);
        }
        return (long) epoch * (PATHS + paths) + column;
    }

    /// Mean of each path in an epoch; empty if no step of it was made.
    List<Double> paths(int epoch) {
        return IntStream.range(0, steps(epoch) > 0 ? paths : 0).mapToObj(k -> mean(epoch, PATHS + k)).toList();
    }

    /// The teacher's mean cross-entropy in an epoch; 0 if it is not trained.
    double teacher(int epoch) {
        return steps(epoch) > 0 ? mean(epoch, TEACHER) : 0;
    }

    private float steps(int epoch) {
        return sums.getAtIndex(ValueLayout.JAVA_FLOAT, at(epoch, STEPS));
    }

    private double mean(int epoch, int column) {
        return sums.getAtIndex(ValueLayout.JAVA_FLOAT, at(epoch, column)) / (double) steps(epoch);
    }

    @Override
    public void close() {
        shared.close();
    }
}
