package dev.secateur.engine.compress.updp;

import java.util.List;

/// How the progressive training goes, told while it runs.
///
/// @param course how far the pruned forms have taken over, about a hundred points of the whole training
/// @param epochs those that are over
public record UpdpCourse(List<Point> course, List<UpdpReport.EpochReport> epochs) {

    public UpdpCourse {
        course = List.copyOf(course);
        epochs = List.copyOf(epochs);
    }

    /// Where the training was.
    ///
    /// @param epoch passes over the pictures so far, with decimals
    /// @param lambda share of the pruned form, 0 to 1
    /// @param taps what is left of outer taps, 1 to 0
    public record Point(double epoch, double lambda, double taps) {}
}
