package dev.secateur.views.bits;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.layout.BorderPane;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.haq.HaqReport;
import dev.secateur.views.chart.LineChart;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Theme;

/// The rewards of the policies that a search has tried, and the best so far, while it runs.
final class SearchCurve extends BorderPane {

    private static final double HEIGHT = 170;

    private final LineChart chart = new LineChart("policies tried", "reward, 0.1 × points won");
    private final Label fact = new Label();

    SearchCurve(ObjectProperty<Theme> theme) {
        getStyleClass().add("bits-curve");
        setId("bits-curve");
        fact.getStyleClass().add("pane-fact");
        chart.themeProperty().bind(theme);
        setTop(fact);
        setCenter(chart);
        setMinHeight(HEIGHT);
        setPrefHeight(HEIGHT);
        show(null);
    }

    void show(@Nullable HaqReport report) {
        boolean some = report != null && !report.trials().isEmpty();
        setVisible(some);
        setManaged(some);
        if (report == null || !some) {
            return;
        }
        Map<String, List<HaqReport.Tried>> searches = new LinkedHashMap<>();
        report.trials().forEach(t -> searches.computeIfAbsent(t.search(), k -> new ArrayList<>()).add(t));
        List<LineChart.Line> lines = new ArrayList<>();
        List<String> told = new ArrayList<>();
        searches.forEach((search, tried) -> {
            double[] xs = tried.stream().mapToDouble(t -> t.index() + 1).toArray();
            double[] ys = tried.stream().mapToDouble(HaqReport.Tried::reward).toArray();
            double[] best = ys.clone();
            for (int i = 1; i < best.length; i++) {
                best[i] = Math.max(best[i - 1], best[i]);
            }
            lines.add(new LineChart.Line(search, xs, ys));
            lines.add(new LineChart.Line(search + ", best", xs, best));
            told.add(search + " best " + Figures.decimal(best[best.length - 1], 3) + " of " + best.length + " tried");
        });
        fact.setText("Search: " + String.join(" · ", told));
        chart.show(lines);
    }
}
