package dev.secateur.engine.compress.dynamicslimming;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.train.Extension;

/// What is drawn while the training runs: means over some steps, about a hundred and twenty times in a training. It stands in memory that
/// goes into checkpoints, so that a training that is gone on with tells of its beginning too.
final class Trace implements AutoCloseable {

    private static final int POINTS = 120;
    /// Some steps are a whole number of steps, so that there are fewer than twice as many points.
    private static final int MOST = 2 * POINTS;
    private static final double STILL = 1e-9;

    // The first row of the table holds sums over the steps since the last point.
    private static final int PICTURES = 0;
    private static final int WANTED = 1;
    private static final int SHARE = 2;
    private static final int THRESHOLD = 3;
    private static final int RIGHT = 4;
    private static final int SQUARES = 5;
    private static final int WANTED_SQUARES = 6;
    private static final int PRODUCTS = 7;
    private static final int LEAST = 8;
    private static final int HIGHEST = 9;
    /// Columns before those of the layers; a point takes one less.
    private static final int FIXED = 10;

    private final int layers;
    private final MemorySegment table;
    private final Var shared;
    private final Consumer<List<DynamicReport.Point>> told;

    /// @param told learns the points so far whenever there is a new one
    Trace(int layers, Consumer<List<DynamicReport.Point>> told) {
        this.layers = layers;
        this.told = told;
        this.table = Arena.ofAuto().allocate(ValueLayout.JAVA_DOUBLE, (1L + MOST) * (FIXED + layers));
        this.shared = Var.over(table, DType.DOUBLE, 1L + MOST, FIXED + (long) layers).keep();
        set(0, LEAST, 1);
    }

    /// All that was seen, as it stands at any time.
    Var state() {
        return shared;
    }

    /// One batch.
    ///
    /// @param shares of each picture: part of the dense multiply-accumulates that its open gates leave
    /// @param wanted rate that was asked for, of each
    /// @param threshold mean over pictures and layers, in parts of the highest
    /// @param open mean part of each layer's channels that worked
    record Seen(double[] shares, double[] wanted, double threshold, double[] open) {}

    void add(Seen seen, Extension.Pass pass) {
        int count = seen.shares().length;
        add(PICTURES, count);
        for (int i = 0; i < count; i++) {
            double asked = 1 - seen.wanted()[i];
            double given = seen.shares()[i];
            add(WANTED, asked);
            add(WANTED_SQUARES, asked * asked);
            add(SHARE, given);
            add(SQUARES, given * given);
            add(PRODUCTS, asked * given);
            set(0, LEAST, Math.min(at(0, LEAST), given));
            set(0, HIGHEST, Math.max(at(0, HIGHEST), given));
        }
        for (int l = 0; l < layers; l++) {
            add(FIXED + l, seen.open()[l] * count);
        }
        add(THRESHOLD, seen.threshold() * count);
        Var scores = pass.scores();
        if (scores != null) {
            add(RIGHT, hits(scores, pass.batch().labels()));
        }
        Extension.Moment moment = pass.moment();
        long every = Math.max(1, moment.total() / POINTS);
        if ((moment.step() + 1) % every == 0 || moment.step() + 1 == moment.total()) {
            note((moment.step() + 1.0) / moment.perEpoch());
            told.accept(points());
        }
    }

    /// Makes a point of the sums, and begins them anew.
    private void note(double epoch) {
        double pictures = at(0, PICTURES);
        double mean = at(0, SHARE) / pictures;
        double asked = at(0, WANTED) / pictures;
        double deviation = Math.sqrt(Math.max(0, at(0, SQUARES) / pictures - mean * mean));
        double ofAsked = Math.sqrt(Math.max(0, at(0, WANTED_SQUARES) / pictures - asked * asked));
        double follows = deviation > STILL && ofAsked > STILL
                ? (at(0, PRODUCTS) / pictures - mean * asked) / (deviation * ofAsked)
                : 0;
        double[] point = {epoch, mean, at(0, LEAST), at(0, HIGHEST), asked, at(0, THRESHOLD) / pictures,
            at(0, RIGHT) / pictures, deviation, follows};
        int row = 1 + count();
        for (int i = 0; i < point.length; i++) {
            set(row, i, point[i]);
        }
        for (int l = 0; l < layers; l++) {
            set(row, point.length + l, at(0, FIXED + l) / pictures);
        }
        for (int column = 0; column < FIXED + layers; column++) {
            set(0, column, column == LEAST ? 1 : 0);
        }
    }

    /// Points so far: each has an epoch above 0.
    private int count() {
        int count = 0;
        while (count < MOST && at(1 + count, 0) > 0) {
            count++;
        }
        return count;
    }

    private double at(int row, int column) {
        return table.getAtIndex(ValueLayout.JAVA_DOUBLE, (long) row * (FIXED + layers) + column);
    }

    private void set(int row, int column, double number) {
        table.setAtIndex(ValueLayout.JAVA_DOUBLE, (long) row * (FIXED + layers) + column, number);
    }

    private void add(int column, double more) {
        set(0, column, at(0, column) + more);
    }

    private static int hits(Var scores, long[] labels) {
        long[] found = scores.detach().argmax(1).toLongs();
        int hits = 0;
        for (int i = 0; i < found.length; i++) {
            hits += found[i] == labels[i] ? 1 : 0;
        }
        return hits;
    }

    /// How the gates stood in the last steps, one line.
    String told() {
        List<DynamicReport.Point> points = points();
        if (points.isEmpty()) {
            return "gates: nothing was seen yet";
        }
        DynamicReport.Point last = points.getLast();
        return String.format(Locale.ROOT,
                "gates: %.3f of the MACs, %.3f asked for; over pictures deviation %.3f, correlation with what was asked %.2f; layers open %s",
                last.share(), last.wanted(), last.deviation(), last.follows(),
                last.open().stream().map(o -> String.format(Locale.ROOT, "%.2f", o)).collect(Collectors.joining(" ")));
    }

    List<DynamicReport.Point> points() {
        List<DynamicReport.Point> points = new ArrayList<>();
        for (int row = 1; row <= count(); row++) {
            int of = row;
            double[] p = IntStream.range(0, FIXED + layers).mapToDouble(column -> at(of, column)).toArray();
            points.add(new DynamicReport.Point(p[0], p[1], p[2], p[3], p[4], p[5], p[6], p[7], p[8],
                    Arrays.stream(p, FIXED - 1, FIXED - 1 + layers).boxed().toList()));
        }
        return points;
    }

    @Override
    public void close() {
        shared.close();
    }
}
