package dev.secateur.engine.compress;

import java.util.List;

/// What snapping channel counts to fast widths did, at about the same multiply-accumulates.
///
/// @param device what was timed on
/// @param batch samples in a run
/// @param forecastBefore milliseconds that the table of layers foretells for the network as it was given
/// @param forecastCut for the cut without snapping
/// @param forecastSnapped for the cut with snapping
/// @param measuredRatio how many times as fast the snapped network ran as the unsnapped one, timed in turns; median
/// @param low end of the 95 % interval of that ratio
/// @param high other end
/// @param taken true if the snapped network was taken; the unsnapped one is where snapping measured slower
/// @param originalRatio how many times as fast the network that was taken ran as the one it was cut from, timed in turns; median
/// @param slower widths that were asked for and are slower here than a greater one, by the table of layers
/// @param note for people: `layer2.0.conv1: 16 channels in place of 15`
/// @param warning empty, or that the network that was taken measured slower than the one it was cut from
public record WidthReport(String device, int batch, double forecastBefore, double forecastCut, double forecastSnapped,
        double measuredRatio, double low, double high, boolean taken, double originalRatio, List<SlowWidth> slower,
        String note, String warning) {

    public WidthReport {
        slower = List.copyOf(slower);
    }

    /// A width that is slower than a greater one.
    ///
    /// @param group name of the first layer with this width
    /// @param width channels asked for
    /// @param wider channels that are faster
    /// @param ms the whole network with this width, milliseconds, foretold
    /// @param widerMs with the greater one
    public record SlowWidth(String group, int width, int wider, double ms, double widerMs) {

        @Override
        public String toString() {
            return width + " channels are slower than " + wider + " here (" + group + ")";
        }
    }
}
