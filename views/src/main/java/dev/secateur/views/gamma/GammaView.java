package dev.secateur.views.gamma;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.beans.property.ObjectProperty;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import dev.secateur.views.component.EmptyState;
import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.session.Selection;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Icon;
import dev.secateur.views.theme.Theme;

/// Network Slimming: the histogram of all scales with the threshold, one small histogram a layer, the layers as a table, and the cut.
public final class GammaView extends BorderPane {

    private static final int BINS = 56;
    private static final double GAP = 8;
    /// Padding beside the cells, as in the style sheet.
    private static final double SIDE = 16;
    private static final double CHART = 190;
    private static final double PANEL = 344;

    private final GammaViewModel model;
    private final ObjectProperty<Theme> theme;
    private final PaneHeader header = new PaneHeader("Network Slimming");
    private final GammaChart chart = new GammaChart(false);
    private final FlowPane cells = new FlowPane(GAP, GAP);
    private final ScrollPane scroll = new ScrollPane(cells);
    private final ToggleButton log = option("Log counts", "gamma-log");
    private final ToggleButton overlay = option("Overlay", "gamma-overlay");
    private final GammaTable table;
    private final CutPanel panel;
    private final SplitPane content;
    private final HBox legend = new HBox(12);

    public GammaView(GammaViewModel model, ObjectProperty<Theme> theme, ObservableValue<Selection> selection) {
        this.model = model;
        this.theme = theme;
        setId("gamma-view");
        getStyleClass().add("gamma-view");
        getStylesheets().add(Objects.requireNonNull(GammaView.class.getResource("gamma.css")).toExternalForm());
        legend.setAlignment(Pos.CENTER_LEFT);
        header.options().addAll(legend, overlay, log);
        setTop(header);
        table = new GammaTable(model);
        panel = new CutPanel(model);
        panel.setPrefWidth(PANEL);
        panel.setMinWidth(PANEL);
        chart.setId("gamma-chart");
        chart.setMinHeight(CHART);
        chart.setPrefHeight(CHART);
        chart.setOnMoved(model.thresholdProperty()::set);
        cells.getStyleClass().add("gamma-cells");
        scroll.setFitToWidth(true);
        scroll.getStyleClass().add("pane-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        content = new SplitPane(new VBox(chart, scroll), table);
        content.setOrientation(Orientation.VERTICAL);
        content.setDividerPositions(0.72);
        model.activeProperty().bind(visibleProperty());
        model.availabilityProperty().addListener(o -> fill());
        model.dataProperty().addListener(o -> fill());
        model.cutProperty().addListener(o -> show());
        theme.addListener(o -> show());
        log.selectedProperty().addListener(o -> show());
        overlay.selectedProperty().addListener(o -> show());
        selection.addListener(o -> {
            paint();
            table.select();
        });
        scroll.vvalueProperty().addListener(o -> paint());
        scroll.viewportBoundsProperty().addListener(o -> {
            spread();
            paint();
        });
        fill();
        show();
    }

    private static ToggleButton option(String text, String id) {
        ToggleButton button = new ToggleButton(text);
        button.setId(id);
        button.getStyleClass().add("small");
        button.setTooltip(new Tooltip(text.equals("Overlay")
                ? "All layers as lines over each other, each as shares of its channels"
                : "Counts on a logarithmic axis"));
        return button;
    }

    private void fill() {
        boolean ready = model.availabilityProperty().get() == GammaViewModel.Availability.READY;
        setRight(ready ? panel : null);
        setCenter(ready ? content : empty(model.availabilityProperty().get()));
        header.options().forEach(n -> n.setVisible(ready));
        if (!ready) {
            header.factProperty().set("");
        }
    }

    private Node empty(GammaViewModel.Availability availability) {
        return switch (availability) {
            case NO_MODEL, READY -> new EmptyState(Icon.SLIDERS,
                    "Open a model to see how its normalisations scale their channels.");
            case NOTHING -> new EmptyState(Icon.BAN,
                    "No channel that can be cut has a batch normalisation, and none can be made. The methods l1 and group-l2 rank weights instead.");
            case FOLDED -> folded();
        };
    }

    /// The exporter folded the normalisations away: one button puts them back.
    private Node folded() {
        EmptyState empty = new EmptyState(Icon.SLIDERS, model.hasData()
                ? "No convolution has a batch normalisation behind it. Those that an exporter folded away can be made anew from your data, "
                        + "without changing what the model computes."
                : "No convolution has a batch normalisation behind it. Those that an exporter folded away can be made anew: choose "
                        + "pictures under Data above, then come back to this view.");
        return model.hasData() ? empty.withAction("Re-create normalisations", model::recreate) : empty;
    }

    private void show() {
        GammaCut cut = model.cutProperty().get();
        GammaScan scan = model.scanProperty().get();
        panel.fill();
        if (cut == null || scan == null) {
            return;
        }
        int all = cut.rows().stream().mapToInt(GammaRow::channels).sum();
        header.factProperty().set(Figures.count(all) + " γ in " + Figures.plural(cut.rows().size(), "layer") + ", "
                + Figures.plural(cut.channels(), "channel") + " can be cut");
        fillLegend();
        GammaBars bars = GammaBars.of(cut.rows(), scan.ranges(), BINS);
        List<GammaBars> lines = overlay.isSelected()
                ? cut.rows().stream().map(r -> GammaBars.of(List.of(r), scan.ranges(), BINS / 2)).toList()
                : List.of();
        chart.show(new GammaPlot(bars, lines, model.thresholdProperty().get(), log.isSelected(), true), theme.get());
        chart.setAccessibleText("Histogram of " + Figures.count(all) + " scales, threshold "
                + Figures.significant(model.thresholdProperty().get()) + ", " + Figures.plural(cut.going(), "channel")
                + " go");
        arrange(cut.rows().size());
        paint();
        table.show(cut.rows());
    }

    private void fillLegend() {
        if (legend.getChildren().isEmpty()) {
            for (Fate fate : Fate.values()) {
                Region square = new Region();
                square.getStyleClass().addAll("key-square", "gamma-" + fate.name().toLowerCase(java.util.Locale.ROOT));
                Label label = new Label(fate.text());
                label.getStyleClass().add("gamma-aside");
                HBox key = new HBox(5, square, label);
                key.setAlignment(Pos.CENTER_LEFT);
                legend.getChildren().add(key);
            }
        }
    }

    private void arrange(int count) {
        if (cells.getChildren().size() != count) {
            List<Node> made = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                made.add(new GammaCell(model));
            }
            cells.getChildren().setAll(made);
            spread();
        }
    }

    /// As many cells side by side as fit, and those as wide as there is room.
    private void spread() {
        double room = scroll.getViewportBounds().getWidth() - 2 * SIDE;
        int across = (int) Math.max(1, (room + GAP) / (GammaCell.WIDTH + GAP));
        double width = Math.max(GammaCell.WIDTH, Math.floor((room - (across - 1) * GAP) / across) - 1);
        cells.getChildren().forEach(c -> ((GammaCell) c).fit(width));
    }

    /// Draws the cells that can be seen.
    private void paint() {
        GammaCut cut = model.cutProperty().get();
        GammaScan scan = model.scanProperty().get();
        if (cut == null || scan == null || cells.getChildren().size() != cut.rows().size()) {
            return;
        }
        double height = scroll.getViewportBounds().getHeight();
        double from = scroll.getVvalue() * Math.max(0, cells.getHeight() - height);
        for (int i = 0; i < cut.rows().size(); i++) {
            GammaCell cell = (GammaCell) cells.getChildren().get(i);
            boolean seen = cell.getLayoutY() + GammaCell.HEIGHT >= from && cell.getLayoutY() <= from + height;
            if (seen || height == 0) {
                GammaRow row = cut.rows().get(i);
                cell.show(row, scan.ranges(), log.isSelected(), theme.get(), model.isSelected(row));
            }
        }
    }
}
