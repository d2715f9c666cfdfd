package dev.secateur.views.compare;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.session.Step;
import dev.secateur.engine.session.Version;
import dev.secateur.engine.session.VersionTree;
import dev.secateur.views.chart.ScatterPlot.Shape;

/// Kinds of versions that are drawn alike.
public enum Family {
    ORIGINAL("original", Shape.DIAMOND, -1),
    CHANNELS("channels", Shape.CIRCLE, 0),
    BITS("bit widths", Shape.HEXAGON, 1),
    DEPTH("depth", Shape.SQUARE, 2),
    SCOP("SCOP", Shape.TRIANGLE, 3),
    OTHER("other", Shape.CIRCLE, 5);

    private final String word;
    private final Shape shape;
    private final int series;

    Family(String word, Shape shape, int series) {
        this.word = word;
        this.shape = shape;
        this.series = series;
    }

    public String word() {
        return word;
    }

    public Shape shape() {
        return shape;
    }

    /// Index of its colour; negative for the colour of text.
    public int series() {
        return series;
    }

    /// By the step that made it; training and folding belong to what was done before.
    static Family of(Version version, VersionTree tree) {
        Version at = version;
        while (!at.isOriginal()) {
            Family found = of(at.step());
            if (found != OTHER) {
                return found;
            }
            at = tree.version(at.parent());
        }
        return version.isOriginal() ? ORIGINAL : OTHER;
    }

    private static Family of(@Nullable Step step) {
        return switch (step == null ? "" : step.method()) {
            case "slimming", "random", "l1", "group-l2", "fpgm", "taylor", "autocompress", "dynamic-slimming" ->
                CHANNELS;
            case "haq", "slb", "ptq", "uniform" -> BITS;
            case "depth-merge", "updp", "jointrd" -> DEPTH;
            case "scop" -> SCOP;
            default -> OTHER;
        };
    }
}
