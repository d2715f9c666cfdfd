package dev.secateur.views.depth;

import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ObjectProperty;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.updp.UpdpCourse;
import dev.secateur.engine.compress.updp.UpdpReport;
import dev.secateur.views.chart.LineChart;
import dev.secateur.views.chart.LineKey;
import dev.secateur.views.theme.Theme;

/// How pruning with training goes or went: lambda and outer taps, and right answers of the network on its way.
final class CoursePane extends VBox {

    private static final double HEIGHT = 130;

    private final LineChart shares = new LineChart("epoch", "share, %");
    private final LineChart accuracies = new LineChart("epoch", "right answers, %");

    CoursePane(ObjectProperty<Theme> theme) {
        super(4);
        setId("depth-course");
        getChildren().setAll(heading("Progress", "lambda", "outer taps left"), prepared(shares, theme),
                heading("Right answers", "training", "held out"), prepared(accuracies, theme));
    }

    private static LineChart prepared(LineChart chart, ObjectProperty<Theme> theme) {
        chart.themeProperty().bind(theme);
        chart.setPrefHeight(HEIGHT);
        chart.setMinHeight(HEIGHT);
        return chart;
    }

    private static HBox heading(String title, String first, String second) {
        HBox row = new HBox(10, DepthView.label(title, "section-heading"), new LineKey(first, 0),
                new LineKey(second, 1));
        row.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        return row;
    }

    void show(UpdpCourse course) {
        List<UpdpCourse.Point> points = course.course();
        double[] xs = points.stream().mapToDouble(UpdpCourse.Point::epoch).toArray();
        shares.show(xs.length == 0
                ? List.of()
                : List.of(
                        new LineChart.Line("lambda", xs, points.stream().mapToDouble(p -> 100 * p.lambda()).toArray()),
                        new LineChart.Line("outer taps left", xs,
                                points.stream().mapToDouble(p -> 100 * p.taps()).toArray())));
        List<UpdpReport.EpochReport> epochs = course.epochs();
        double[] ends = epochs.stream().mapToDouble(UpdpReport.EpochReport::epoch).toArray();
        accuracies.show(ends.length == 0
                ? List.of()
                : List.of(
                        new LineChart.Line("training", ends, percents(epochs, e -> orNan(e.accuracy()))),
                        new LineChart.Line("held out", ends, percents(epochs, e -> orNan(e.heldOutAccuracy())))));
    }

    /// What the report of a finished run knows: the ends of its epochs.
    static UpdpCourse of(UpdpReport report) {
        return new UpdpCourse(report.epochs().stream()
                .map(e -> new UpdpCourse.Point(e.epoch(), e.lambda(), e.taps())).toList(), report.epochs());
    }

    private static double[] percents(List<UpdpReport.EpochReport> epochs, ToDoubleFunction<UpdpReport.EpochReport> of) {
        return epochs.stream().mapToDouble(e -> 100 * of.applyAsDouble(e)).toArray();
    }

    private static double orNan(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
