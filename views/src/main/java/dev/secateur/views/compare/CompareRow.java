package dev.secateur.views.compare;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.evaluate.Interval;
import dev.secateur.engine.session.Version;

/// One version among all. What is not known yet is NaN.
///
/// @param from the name of the version it was made from; empty for the original
/// @param family how it is drawn
/// @param accuracies before the cut, after it, and now
/// @param costs on paper
/// @param timeMs median of whole runs
/// @param timing how it was timed, for people
/// @param present whether it is shown in the other views
/// @param chosen whether it is held against another one
public record CompareRow(Version version, Family family, String from, Accuracies accuracies, Costs costs,
        double timeMs, String timing, boolean present, boolean chosen) {

    /// Top-1 on the chosen data, 0 to 1.
    ///
    /// @param before of what the cut was made from
    /// @param afterCut right after the cut, where this version is its recovery
    /// @param top1 of this version
    /// @param interval where top-1 lies with 95 % confidence; null if it was not measured
    public record Accuracies(double before, double afterCut, double top1, @Nullable Interval interval) {}

    /// What is counted or modelled, not measured.
    ///
    /// @param parameters elements of all weights
    /// @param macs of one sample
    /// @param bytes of all weights as the file stores them
    /// @param energyMj of one sample on a BitFusion-like accelerator
    public record Costs(double parameters, double macs, double bytes, double energyMj) {

        static final Costs UNKNOWN = new Costs(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }

    public double top1() {
        return accuracies.top1();
    }

    double parameters() {
        return costs.parameters();
    }

    double macs() {
        return costs.macs();
    }

    double bytes() {
        return costs.bytes();
    }

    double energyMj() {
        return costs.energyMj();
    }

    /// `v3`.
    public String name() {
        return version.name();
    }
}
