package dev.secateur.views.compare;

import java.util.List;

import dev.secateur.engine.compare.GraphDifference;
import dev.secateur.engine.compare.LayerDifference;
import dev.secateur.views.canvas.model.Marks;
import dev.secateur.views.session.Analysis;

/// Two versions held against each other, as far as their graphs tell.
///
/// @param layers one for each node of either
/// @param scenes both laid out with their marks
record Compared(FrontierViewModel.Pair pair, Analysis first, Analysis second, GraphDifference difference,
        List<LayerDifference> layers, Scenes scenes) {

    /// Both graphs as they are drawn.
    ///
    /// @param anchors what leads from one to the other
    record Scenes(Side first, Side second, Marks firstMarks, Marks secondMarks, Anchors anchors) {}
}
