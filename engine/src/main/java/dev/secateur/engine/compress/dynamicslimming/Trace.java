package dev.secateur.engine.compress.dynamicslimming;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.secateur.engine.autograd.Var;
import dev.secateur.engine.train.Extension;

/// What is drawn while the training runs: means over some steps, about a hundred and twenty times in a training.
final class Trace {

    private static final int POINTS = 120;
    private static final double STILL = 1e-9;

    private final List<DynamicReport.Point> points = new ArrayList<>();
    private final Consumer<List<DynamicReport.Point>> told;
    private int pictures;
    private double wanted;
    private double share;
    private double threshold;
    private double right;
    private double squares;
    private double wantedSquares;
    private double products;
    private double[] open = new double[0];
    private double least = 1;
    private double most;

    /// @param told learns the points so far whenever there is a new one
    Trace(Consumer<List<DynamicReport.Point>> told) {
        this.told = told;
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
        pictures += count;
        for (int i = 0; i < count; i++) {
            double asked = 1 - seen.wanted()[i];
            double given = seen.shares()[i];
            wanted += asked;
            wantedSquares += asked * asked;
            squares += given * given;
            products += asked * given;
        }
        if (open.length == 0) {
            open = new double[seen.open().length];
        }
        for (int l = 0; l < open.length; l++) {
            open[l] += seen.open()[l] * count;
        }
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
            points.add(point((moment.step() + 1.0) / moment.perEpoch()));
            pictures = 0;
            squares = 0;
            wantedSquares = 0;
            products = 0;
            open = new double[0];
            wanted = 0;
            share = 0;
            threshold = 0;
            right = 0;
            least = 1;
            most = 0;
            told.accept(List.copyOf(points));
        }
    }

    private DynamicReport.Point point(double epoch) {
        double mean = share / pictures;
        double asked = wanted / pictures;
        double deviation = Math.sqrt(Math.max(0, squares / pictures - mean * mean));
        double ofAsked = Math.sqrt(Math.max(0, wantedSquares / pictures - asked * asked));
        double follows = deviation > STILL && ofAsked > STILL
                ? (products / pictures - mean * asked) / (deviation * ofAsked)
                : 0;
        List<Double> layers = Arrays.stream(open).map(o -> o / pictures).boxed().toList();
        return new DynamicReport.Point(epoch, mean, least, most, asked, threshold / pictures, right / pictures,
                deviation, follows, layers);
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
        return List.copyOf(points);
    }
}
