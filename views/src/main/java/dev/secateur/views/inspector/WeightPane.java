package dev.secateur.views.inspector;

import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import dev.secateur.engine.kernel.Statistics;
import dev.secateur.views.chart.Bins;
import dev.secateur.views.chart.Histogram;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Theme;

/// One constant input: its numbers and their histogram.
final class WeightPane extends VBox {

    private static final double CHART_HEIGHT = 150;

    WeightPane(InspectorViewModel.WeightSheet sheet, ObjectProperty<Theme> theme) {
        getStyleClass().addAll("inspector-section", "weight-pane");
        Statistics s = sheet.statistics();
        Label title = new Label(sheet.weight().role() + " · " + sheet.weight().tensor().shape().display());
        title.getStyleClass().add("inspector-heading");
        getChildren().add(title);
        if (s.finite() > 1) {
            Histogram histogram = new Histogram("value of " + sheet.weight().role(), "elements");
            histogram.themeProperty().bind(theme);
            histogram.setMinHeight(CHART_HEIGHT);
            histogram.setPrefHeight(CHART_HEIGHT);
            histogram.show(bins(s));
            getChildren().add(histogram);
        }
        getChildren().add(new FactTable(List.of(
                new Fact("Range", Figures.significant(s.min()) + " to " + Figures.significant(s.max())),
                new Fact("Mean, deviation", Figures.significant(s.mean()) + ", " + Figures.significant(s.deviation())),
                new Fact("Zeros", Figures.count(s.zeros()),
                        Figures.percent(s.sparsity()) + " of " + Figures.count(s.finite())),
                new Fact("Not finite", Figures.count(s.notFinite())))));
    }

    /// A tensor whose elements are all equal still has a bar, in the middle.
    private static Bins bins(Statistics s) {
        double half = s.min() < s.max() ? 0 : Math.max(Math.abs(s.min()), 1e-6) / 2;
        if (half == 0) {
            return new Bins(s.min(), s.max(), s.histogram());
        }
        long[] counts = new long[s.histogram().length];
        counts[counts.length / 2] = s.finite();
        return new Bins(s.min() - half, s.max() + half, counts);
    }
}
