package dev.secateur.engine.compress;

import org.jspecify.annotations.Nullable;

/// How a goal was met.
///
/// @param goal what was to be saved: `macs` or `time`
/// @param asked part of it that was to go, 0..1
/// @param reached part of it that went: of the multiply-accumulates as counted, of the time as measured; negative if there is more now
/// @param time how the time was found; null where the goal is another
/// @param met true if at least as much went as was asked for
public record BudgetReport(String goal, double asked, double reached, @Nullable TimeReport time, boolean met) {

    /// Time in ONNX Runtime.
    ///
    /// @param device what was timed on
    /// @param batch samples in a run
    /// @param forecastBefore milliseconds that the table of layers foretells for the network as it was given
    /// @param forecastAfter for the cut one
    /// @param measuredRatio how many times as fast the cut network ran as the given one, timed in turns; median
    /// @param low end of the 95 % interval of that ratio
    /// @param high other end
    public record TimeReport(String device, int batch, double forecastBefore, double forecastAfter,
            double measuredRatio, double low, double high) {}
}
