package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.train.Extension;

/// What is drawn while the training runs: means over some steps, about a hundred and twenty times in a training.
final class Trace {

    private static final int POINTS = 120;

    private final List<DynamicReport.Point> points = new ArrayList<>();
    private final Consumer<List<DynamicReport.Point>> told;
    private int pictures;
    private double wanted;
    private double share;
    private double threshold;
    private double right;
    private double least = 1;
    private double most;

    /// @param told learns the points so far whenever there is a new one
    Trace(Consumer<List<DynamicReport.Point>> told) {
        this.told = told;
    }

    /// One batch.
    ///
    /// @param shares of each picture: part of the dense multiply-accumulates that its open gates leave
    /// @param wanted mean rate that was asked for
    /// @param threshold mean over pictures and layers, in parts of the highest
    record Seen(double[] shares, double wanted, double threshold) {}

    void add(Seen seen, Extension.Pass pass) {
        int count = seen.shares().length;
        pictures += count;
        wanted += seen.wanted() * count;
        threshold += seen.threshold() * count;
        share += Arrays.stream(seen.shares()).sum();
        least = Math.min(least, Arrays.stream(seen.shares()).min().orElse(1));
        most = Math.max(most, Arrays.stream(seen.shares()).max().orElse(0));
        Var scores = pass.scores();
        if (scores != null) {
            right += hits(scores, pass.batch().labels());
        }
        Extension.Moment moment = pass.moment();
        long every = Math.max(1, moment.total() / POINTS);
        if ((moment.step() + 1) % every == 0 || moment.step() + 1 == moment.total()) {
            points.add(new DynamicReport.Point((moment.step() + 1.0) / moment.perEpoch(), share / pictures, least, most,
                    1 - wanted / pictures, threshold / pictures, right / pictures));
            pictures = 0;
            wanted = 0;
            share = 0;
            threshold = 0;
            right = 0;
            least = 1;
            most = 0;
            told.accept(List.copyOf(points));
        }
    }

    private static int hits(Var scores, long[] labels) {
        long[] found = scores.detach().argmax(1).toLongs();
        int hits = 0;
        for (int i = 0; i < found.length; i++) {
            hits += found[i] == labels[i] ? 1 : 0;
        }
        return hits;
    }

    List<DynamicReport.Point> points() {
        return List.copyOf(points);
    }
}
