package dev.secateur.views.graph;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import dev.secateur.views.canvas.layout.DiagramLayout;
import dev.secateur.views.canvas.model.GraphScene;
import dev.secateur.views.canvas.model.LayoutOptions;
import dev.secateur.views.canvas.model.LayoutOptions.Arrangement;
import dev.secateur.views.outline.Amounts;
import dev.secateur.views.session.Analysis;
import dev.secateur.views.session.Measurement;

/// The graph as the window shows it first, for pictures that are made without a window: blocks closed, coloured by operator.
public final class FirstScene {

    /// Columns as high as in a window of common size, in px at 100 %.
    private static final double HEIGHT = 900;

    private FirstScene() {}

    /// Lays the graph out; needs a deep stack, see {@link DiagramLayout}.
    ///
    /// @param checkpoint called often; throws (unchecked) to give up
    public static GraphScene of(Analysis analysis, Runnable checkpoint) {
        return laidOut(analysis, openAtFirst(analysis), Arrangement.COLUMNS, checkpoint).scene();
    }

    /// A scene with what its boxes stand for.
    public record Still(GraphScene scene, Picture picture) {}

    /// The groups that are open in the first picture, by id.
    public static Set<String> openAtFirst(Analysis analysis) {
        return DiagramBuilder.openAtFirst(analysis);
    }

    /// Lays the graph out in one column; needs a deep stack, see {@link DiagramLayout}.
    ///
    /// @param open ids of the groups that are open
    /// @param checkpoint called often; throws (unchecked) to give up
    public static Still column(Analysis analysis, Set<String> open, Runnable checkpoint) {
        return laidOut(analysis, open, Arrangement.ONE_COLUMN, checkpoint);
    }

    private static Still laidOut(Analysis analysis, Set<String> open, Arrangement arrangement, Runnable checkpoint) {
        Amounts amounts = new Amounts(analysis.outline(), analysis.costs(), Map.of());
        Readings.Runs runs = new Readings.Runs(analysis.graph(), Measurement.NONE);
        Picture picture = new DiagramBuilder(analysis, new Readings(amounts, runs, ColourBy.OPERATOR, Scale.UNIT),
                Details.NONE).picture();
        Set<Long> boxes = open.stream().map(picture.boxes()::get).filter(Objects::nonNull)
                .collect(Collectors.toSet());
        return new Still(new DiagramLayout().layout(picture.diagram(), new LayoutOptions(boxes, arrangement, HEIGHT),
                checkpoint), picture);
    }
}
