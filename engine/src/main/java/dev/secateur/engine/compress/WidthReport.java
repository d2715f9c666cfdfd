package dev.secateur.engine.compress;

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
/// @param note for people: `15 channels are slower than 16 here`
public record WidthReport(String device, int batch, double forecastBefore, double forecastCut, double forecastSnapped,
        double measuredRatio, double low, double high, boolean taken, String note) {}
