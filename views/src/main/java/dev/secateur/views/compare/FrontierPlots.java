package dev.secateur.views.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.secateur.engine.compare.Frontier;
import dev.secateur.engine.compress.Published;
import dev.secateur.engine.evaluate.Interval;
import dev.secateur.views.chart.ScatterPlot;

/// Draws rows as points over two quantities.
///
/// @param across the horizontal axis
/// @param up the vertical axis
/// @param bars whether intervals of accuracy are drawn
/// @param goals lines to draw
record FrontierPlots(Axis across, Axis up, boolean bars, Goals goals) {

    Frontier<CompareRow> frontier() {
        return new Frontier<>(across.goal(), up.goal());
    }

    ScatterPlot plot(List<CompareRow> known, List<Published> published) {
        Frontier<CompareRow> frontier = frontier();
        List<CompareRow> front = frontier.front(known);
        List<ScatterPlot.Point> points = new ArrayList<>();
        for (CompareRow row : known) {
            points.add(point(row, front.contains(row)));
        }
        if (!known.isEmpty()) {
            crosses(published).forEach(points::add);
        }
        List<double[]> steps = frontier.steps(front).stream()
                .map(corner -> new double[]{across.scale(corner[0]), up.scale(corner[1])}).toList();
        return new ScatterPlot(across.unit(), up.unit(), points, steps, known.isEmpty() ? List.of() : lines());
    }

    private ScatterPlot.Point point(CompareRow row, boolean onFront) {
        ScatterPlot.State state = row.present()
                ? ScatterPlot.State.PRESENT
                : row.chosen() ? ScatterPlot.State.CHOSEN : ScatterPlot.State.PLAIN;
        Interval interval = bars && up == Axis.ACCURACY ? row.accuracies().interval() : null;
        return new ScatterPlot.Point(row.version().id(), row.name(), row.version().label(), across.of(row), up.of(row),
                row.family().shape(), row.family().series(), onFront, state,
                interval == null ? Double.NaN : up.scale(interval.low()),
                interval == null ? Double.NaN : up.scale(interval.high()));
    }

    /// The published figures that have a place on both axes.
    List<ScatterPlot.Point> crosses(List<Published> published) {
        List<ScatterPlot.Point> points = new ArrayList<>();
        for (Published figure : published) {
            double x = across.of(figure);
            double y = up.of(figure);
            if (!Double.isNaN(x) && !Double.isNaN(y)) {
                points.add(new ScatterPlot.Point(-1 - points.size(), "", figure.name(), x, y, ScatterPlot.Shape.CROSS,
                        0, false, ScatterPlot.State.PLAIN));
            }
        }
        return points;
    }

    private List<ScatterPlot.Goal> lines() {
        return Stream.of(across, up).distinct().filter(a -> goals.of(a).isPresent()).map(a -> {
            double value = goals.of(a).orElseThrow();
            return new ScatterPlot.Goal(a == across, value, Goals.label(a, value));
        }).toList();
    }
}
