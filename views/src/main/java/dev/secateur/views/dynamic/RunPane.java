package dev.secateur.views.dynamic;

import java.util.List;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ObjectProperty;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.secateur.engine.compress.dynamicslimming.DynamicReport;
import dev.secateur.engine.compress.dynamicslimming.DynamicReport.Point;
import dev.secateur.views.chart.Bins;
import dev.secateur.views.chart.Histogram;
import dev.secateur.views.chart.LineChart;
import dev.secateur.views.chart.LineKey;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.text.Figures;
import dev.secateur.views.text.NodeNames;
import dev.secateur.views.theme.Theme;

/// One run: curves of the training, then what pictures cost, and the easiest and hardest of them.
final class RunPane extends ScrollPane {

    private final LineChart costs = new LineChart("epoch", "part of the dense MACs");
    private final LineChart learning = new LineChart("epoch", "accuracy, threshold, correlation");
    private final Histogram histogram = new Histogram("part of the dense MACs", "pictures");
    private final PaneHeader training = new PaneHeader("MACs while training");
    private final PaneHeader gates = new PaneHeader("Accuracy and thresholds");
    private final PaneHeader pictures = new PaneHeader("What pictures cost");
    private final PaneHeader layers = new PaneHeader("Channels at work");
    private final VBox layerRows = new VBox();
    private final PaneHeader easy = new PaneHeader("Easiest");
    private final PaneHeader hard = new PaneHeader("Hardest");
    private final PictureStrip easyOnes = new PictureStrip("dynamic-easy");
    private final PictureStrip hardOnes = new PictureStrip("dynamic-hard");
    private final HBox distribution;
    private final VBox content;

    RunPane(ObjectProperty<Theme> theme) {
        List.of(costs, learning, histogram).forEach(c -> c.themeProperty().bind(theme));
        costs.setId("dynamic-costs");
        histogram.setId("dynamic-histogram");
        HBox curves = new HBox(pane(training, keyed(costs, "mean", "asked for", "cheapest", "dearest"), 1),
                pane(gates, keyed(learning, "accuracy", "mean threshold", "correlation with the rates asked for"), 1));
        curves.setPrefHeight(280);
        layerRows.getStyleClass().add("dynamic-layers");
        distribution = new HBox(pane(pictures, histogram, 1), pane(layers, layerRows, 1));
        distribution.setMinHeight(260);
        content = new VBox(curves, distribution, easy, easyOnes, hard, hardOnes);
        setContent(content);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        getStyleClass().add("pane-scroll");
    }

    /// Keys over the lines, in rows where there is little room.
    private static BorderPane keyed(LineChart lines, String... names) {
        FlowPane keys = new FlowPane(12, 2);
        keys.getStyleClass().add("dynamic-keys");
        for (int i = 0; i < names.length; i++) {
            keys.getChildren().add(new LineKey(names[i], i));
        }
        BorderPane pane = new BorderPane(lines);
        pane.setTop(keys);
        return pane;
    }

    private static BorderPane pane(PaneHeader header, Region inner, int share) {
        BorderPane pane = new BorderPane(inner);
        pane.setTop(header);
        pane.getStyleClass().add("dynamic-pane");
        pane.setMinWidth(0);
        pane.setPrefWidth(share * 100);
        HBox.setHgrow(pane, Priority.ALWAYS);
        return pane;
    }

    void show(DynamicViewModel.Shown shown) {
        DynamicReport report = shown.report();
        training.factProperty().set(shown.version().name() + (shown.isLive() ? " · training" : ""));
        List<Point> curve = report.curve();
        costs.show(curve.isEmpty()
                ? List.of()
                : List.of(line("mean", curve, Point::share), line("asked for", curve, Point::wanted),
                        line("cheapest", curve, Point::least), line("dearest", curve, Point::most)));
        learning.show(curve.isEmpty()
                ? List.of()
                : List.of(line("accuracy", curve, Point::accuracy), line("mean threshold", curve, Point::threshold),
                        line("correlation with the rates asked for", curve, Point::follows)));
        DynamicReport.Costs known = report.costs();
        boolean any = known != null;
        content.getChildren().stream().skip(1).forEach(n -> {
            n.setVisible(any);
            n.setManaged(any);
        });
        if (known == null) {
            return;
        }
        long[] counts = known.histogram().stream().mapToLong(Integer::longValue).toArray();
        histogram.show(new Bins(0, 1, counts));
        pictures.factProperty().set(known.pictures() + " · mean " + Figures.percent(known.mean()) + ", from "
                + Figures.percent(known.least()) + " to " + Figures.percent(known.most()));
        layerRows.getChildren().setAll(report.layers().stream().map(RunPane::row).toList());
        easy.factProperty().set("fewest multiply-accumulates");
        hard.factProperty().set("most multiply-accumulates");
        easyOnes.show(known.easy());
        hardOnes.show(known.hard());
    }

    private static LineChart.Line line(String name, List<Point> curve, ToDoubleFunction<Point> of) {
        return new LineChart.Line(name, curve.stream().mapToDouble(Point::epoch).toArray(),
                curve.stream().mapToDouble(of).toArray());
    }

    private static HBox row(DynamicReport.LayerReport layer) {
        Label name = new Label(NodeNames.brief(layer.id()));
        name.setTooltip(new Tooltip(layer.id()));
        name.setMaxWidth(Double.MAX_VALUE);
        name.setTextOverrun(javafx.scene.control.OverrunStyle.LEADING_ELLIPSIS);
        name.setMinWidth(0);
        HBox.setHgrow(name, Priority.ALWAYS);
        Label counts = new Label(layer.least() + "–" + layer.most() + " of " + layer.channels() + ", mean "
                + Figures.decimal(layer.mean(), 1));
        counts.getStyleClass().add("pane-fact");
        counts.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(8, name, counts);
        row.getStyleClass().add("dynamic-layer");
        return row;
    }
}
