package dev.secateur.views.scop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.secateur.engine.compress.scop.ScopReport;
import dev.secateur.views.chart.LineChart;
import dev.secateur.views.chart.LineKey;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.Pill;
import dev.secateur.views.component.Tone;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Theme;

/// The experiment: all layers, one layer's channels, and how their factors came about.
final class ExperimentPane extends VBox {

    /// Below this the factors have hardly moved from where they began.
    private static final double TOLD_APART = 0.02;
    private static final int MOST_STAGES = 3;

    private final ScopViewModel model;
    private final LayerStrip strip;
    private final PairBars bars;
    private final BetaCurves curves;
    private final LineChart spread = new LineChart("epoch of the control phase", "spread of β, std");
    private final PaneHeader all = new PaneHeader("All layers");
    private final PaneHeader one = new PaneHeader("Real against knockoff");
    private final PaneHeader convergence = new PaneHeader("Convergence of β");
    private final PaneHeader working = new PaneHeader("Spread of β");
    private final HBox stages = new HBox(10);
    private final Pill verdict = new Pill("", Tone.NEUTRAL);
    private final ComboBox<String> choice = new ComboBox<>();
    private boolean filling;

    ExperimentPane(ScopViewModel model, ObjectProperty<Theme> theme) {
        this.model = model;
        strip = new LayerStrip(model::lookAt);
        bars = new PairBars(c -> model.channelProperty().set(c), model::draw);
        curves = new BetaCurves(c -> model.channelProperty().set(c));
        List.of(strip, bars, curves).forEach(p -> p.themeProperty().bind(theme));
        spread.themeProperty().bind(theme);
        choice.setId("scop-layer");
        choice.getStyleClass().add("small");
        choice.setOnAction(e -> {
            if (!filling) {
                model.lookAt(choice.getSelectionModel().getSelectedIndex());
            }
        });
        one.options().addAll(key("real", 0), key("knockoff", 1), choice, orders());
        strip.setMinHeight(118);
        VBox.setVgrow(bars, Priority.ALWAYS);
        bars.setMinHeight(180);
        stages.setAlignment(Pos.CENTER);
        working.options().addAll(stages, verdict);
        HBox below = new HBox(pane(convergence, curves), pane(working, spread));
        below.setPrefHeight(270);
        below.setMinHeight(200);
        getChildren().addAll(all, strip, one, bars, below);
        model.shownProperty().addListener(o -> draw());
        model.layerProperty().addListener(o -> draw());
        model.channelProperty().addListener(o -> draw());
        model.orderProperty().addListener(o -> draw());
        draw();
    }

    private static BorderPane pane(PaneHeader header, Region content) {
        BorderPane pane = new BorderPane(content);
        pane.setTop(header);
        pane.getStyleClass().add("scop-below");
        pane.setMinWidth(0);
        pane.setPrefWidth(100);
        HBox.setHgrow(pane, Priority.ALWAYS);
        return pane;
    }

    private static Label key(String text, int series) {
        Region square = new Region();
        square.getStyleClass().addAll("key-square", "scop-key-" + series);
        Label key = new Label(text, square);
        key.getStyleClass().add("pane-fact");
        return key;
    }

    private HBox orders() {
        ToggleGroup group = new ToggleGroup();
        HBox box = new HBox();
        box.setAlignment(Pos.CENTER);
        for (LayerScores.Order order : LayerScores.Order.values()) {
            ToggleButton button = new ToggleButton(
                    order == LayerScores.Order.DIFFERENCE ? "By difference" : "By number");
            button.setId("scop-order-" + order.name().toLowerCase(java.util.Locale.ROOT));
            button.getStyleClass().addAll("small", "tab-button");
            button.setToggleGroup(group);
            button.setSelected(order == model.orderProperty().get());
            button.setUserData(order);
            box.getChildren().add(button);
        }
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null) {
                group.selectToggle(was);
            } else {
                model.orderProperty().set((LayerScores.Order) is.getUserData());
            }
        });
        return box;
    }

    private void draw() {
        ScopViewModel.Shown shown = model.shownProperty().get();
        LayerScores layer = model.layer();
        if (shown == null || layer == null) {
            return;
        }
        int index = Math.clamp(model.layerProperty().get(), 0, shown.layers().size() - 1);
        int channel = model.channelProperty().get();
        ScopReport report = shown.report();
        all.factProperty().set(shown.version().name() + " · " + (report.hasCut() ? "" : "control phase runs · ")
                + Figures.plural(report.layers().size(), "layer") + ", " + model.kept() + " of "
                + shown.layers().stream().mapToInt(LayerScores::channels).sum() + " channels stay");
        strip.show(shown.layers(), index);
        filling = true;
        List<String> names = shown.layers().stream().map(LayerScores::name).toList();
        if (!choice.getItems().equals(names)) {
            choice.getItems().setAll(names);
        }
        choice.getSelectionModel().select(index);
        filling = false;
        one.factProperty().set(layer.channels() + " → " + (layer.channels() - layer.losses()) + " channels");
        bars.show(layer, model.orderProperty().get(), shown.rate(), channel);
        convergence.factProperty().set(layer.name());
        curves.show(report, layer, channel);
        drawSpread(report, shown.layers());
    }

    private void drawSpread(ScopReport report, List<LayerScores> layers) {
        double[] xs = report.snapshots().stream().mapToDouble(Double::doubleValue).toArray();
        List<LineChart.Line> lines = new ArrayList<>();
        stages(layers).forEach((name, of) -> lines.add(new LineChart.Line(name, xs, ScopViewModel.spread(report, of))));
        lines.add(new LineChart.Line("needed", new double[]{0, report.epochs()},
                new double[]{TOLD_APART, TOLD_APART}));
        spread.show(lines);
        stages.getChildren().clear();
        for (int i = 0; i < lines.size() - 1; i++) {
            stages.getChildren().add(new LineKey(lines.get(i).name(), i));
        }
        boolean told = report.spread() >= TOLD_APART;
        verdict.show((told ? "above " : "below ") + TOLD_APART, told ? Tone.GOOD : Tone.WARNING);
        verdict.setTooltip(new Tooltip("Standard deviation of all factors around 0.5 is "
                + Figures.decimal(report.spread(), 3) + (told
                        ? ""
                        : "; below " + TOLD_APART + " the control learning rate or the epochs should be raised")));
    }

    /// The layers of each stage, or all as one where there are no stages or too many.
    private static Map<String, List<ScopReport.LayerReport>> stages(List<LayerScores> layers) {
        Map<String, List<ScopReport.LayerReport>> stages = new LinkedHashMap<>();
        for (LayerScores layer : layers) {
            int dot = layer.name().indexOf('.');
            String stage = dot < 0 ? layer.name() : layer.name().substring(0, dot);
            stages.computeIfAbsent(stage, s -> new ArrayList<>()).add(layer.report());
        }
        return stages.size() <= MOST_STAGES
                ? stages
                : Map.of("all layers", layers.stream().map(LayerScores::report).toList());
    }
}
