package dev.secateur.views.gamma;

import java.util.List;

/// What one chart shows.
///
/// @param bars counts by bin and fate
/// @param lines for each layer its counts by bin, drawn over each other in place of the bars; empty for bars
/// @param threshold where the line stands
/// @param log true to draw counts on a logarithmic axis
/// @param movable true if the line can be dragged
record GammaPlot(GammaBars bars, List<GammaBars> lines, double threshold, boolean log, boolean movable) {

    GammaPlot {
        lines = List.copyOf(lines);
    }
}
