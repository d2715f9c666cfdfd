package dev.secateur.views.graph;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.secateur.views.canvas.layout.DiagramLayout;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.LayoutOptions;
import dev.secateur.views.outline.Amounts;
import dev.secateur.views.session.Analysis;

/// The picture that a model opens with, for those who draw it without a window.
public final class FirstPicture {

    private FirstPicture() {}

    /// The scene with stages open, blocks closed and operators' colours.
    ///
    /// Needs a deep stack for flat graphs of thousands of nodes.
    ///
    /// @param height of the view at 100 % in px, which decides about columns
    /// @param checkpoint called often; throws (unchecked) to give up
    public static GraphScene of(Analysis analysis, double height, Runnable checkpoint) {
        Amounts amounts = new Amounts(analysis.outline(), analysis.costs(), Map.of());
        Readings readings = new Readings(amounts, ColourBy.OPERATOR, Scale.UNIT);
        Picture picture = new DiagramBuilder(analysis, readings).picture();
        Set<Long> open = DiagramBuilder.openAtFirst(analysis).stream().map(picture.boxes()::get)
                .filter(Objects::nonNull).collect(Collectors.toSet());
        LayoutOptions options = new LayoutOptions(open, LayoutOptions.Arrangement.COLUMNS, height);
        return new DiagramLayout().layout(picture.diagram(), options, checkpoint);
    }
}
