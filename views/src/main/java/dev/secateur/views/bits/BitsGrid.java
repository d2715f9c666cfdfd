package dev.secateur.views.bits;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.HPos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.util.Duration;

import dev.secateur.engine.quant.LayerSensitivity;
import dev.secateur.engine.quant.LayerSensitivity.Cell;
import dev.secateur.engine.quant.LayerSensitivity.OutputLoss;
import dev.secateur.engine.quant.Sweep;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.ColorScale;
import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Theme;

/// One row a layer: its name, a cell for each width, and the chosen widths. Cells are kept while the layers stay the same.
final class BitsGrid extends GridPane {

    private static final double CELL_WIDTH = 46;
    private static final double CELL_HEIGHT = 20;
    private static final Duration TIP_DELAY = Duration.millis(150);

    private final BitsViewModel model;
    private final ObjectProperty<Theme> theme;
    private final List<Line> lines = new ArrayList<>();
    private final PolicyCells policies;

    BitsGrid(BitsViewModel model, PoliciesViewModel policies, ObjectProperty<Theme> theme) {
        this.model = model;
        this.policies = new PolicyCells(policies, theme);
        this.theme = theme;
        getStyleClass().add("bits-grid");
        setId("bits-grid");
        setFocusTraversable(true);
        setAccessibleText("Layers by bits. Up and down choose a layer, the digits 2 to 8 its bits.");
        setOnKeyPressed(this::pressed);
    }

    /// The nodes of one layer.
    private record Line(int node, Label name, List<Label> cells) {}

    void refresh() {
        List<BitsRow> rows = model.rowsProperty().get();
        if (policies.isStale()
                || !rows.stream().map(BitsRow::node).toList().equals(lines.stream().map(Line::node).toList())) {
            build(rows);
        }
        Palette palette = theme.get().palette();
        List<Double> extremes = model.extremes();
        for (int i = 0; i < lines.size(); i++) {
            fill(lines.get(i), rows.get(i), palette, extremes);
        }
        policies.fill();
    }

    private void build(List<BitsRow> rows) {
        lines.clear();
        getChildren().clear();
        Label title = head("bits", "");
        setHalignment(title, HPos.RIGHT);
        add(title, 0, 0);
        int column = 1;
        for (int bits : Sweep.WIDTHS) {
            Button all = new Button(String.valueOf(bits));
            all.getStyleClass().addAll("bits-head", "flat", "small");
            all.setFocusTraversable(false);
            all.setPrefWidth(CELL_WIDTH);
            all.setTooltip(new Tooltip("Give all layers " + bits + " bits"));
            all.setOnAction(e -> model.chooseAll(bits));
            setHalignment(all, HPos.CENTER);
            add(all, column++, 0);
        }
        Region gap = new Region();
        gap.setMinWidth(12);
        add(gap, column++, 0);
        for (int i = 0; i < rows.size(); i++) {
            lines.add(line(rows.get(i), i + 1));
        }
        policies.build(this, column, rows);
    }

    private static Label head(String text, String tip) {
        Label label = new Label(text);
        label.getStyleClass().add("bits-head");
        label.setMinWidth(Region.USE_PREF_SIZE);
        if (!tip.isEmpty()) {
            label.setTooltip(new Tooltip(tip));
        }
        setHalignment(label, HPos.CENTER);
        return label;
    }

    private Line line(BitsRow row, int at) {
        Label name = new Label(row.shown());
        name.getStyleClass().add("bits-name");
        name.setMinWidth(Region.USE_PREF_SIZE);
        name.setOnMouseClicked(e -> chosen(row.node()));
        setHalignment(name, HPos.RIGHT);
        add(name, 0, at);
        List<Label> cells = new ArrayList<>();
        for (int i = 0; i < Sweep.WIDTHS.size(); i++) {
            int bits = Sweep.WIDTHS.get(i);
            Label cell = cell();
            cell.setId("bits-" + (at - 1) + "-" + bits);
            Tooltip tip = new Tooltip();
            tip.setShowDelay(TIP_DELAY);
            tip.getStyleClass().add("bits-tip");
            cell.setTooltip(tip);
            cell.setOnMouseClicked(e -> {
                chosen(row.node());
                model.choose(row.node(), bits);
            });
            cells.add(cell);
            add(cell, i + 1, at);
        }
        return new Line(row.node(), name, cells);
    }

    private void chosen(int node) {
        requestFocus();
        model.select(node);
    }

    private static Label cell() {
        Label cell = new Label();
        cell.getStyleClass().add("bits-cell");
        cell.setMinSize(CELL_WIDTH, CELL_HEIGHT);
        cell.setPrefSize(CELL_WIDTH, CELL_HEIGHT);
        cell.setMaxSize(CELL_WIDTH, CELL_HEIGHT);
        return cell;
    }

    private void fill(Line line, BitsRow row, Palette palette, List<Double> extremes) {
        style(line.name(), "bits-selected", model.isSelected(row.node()));
        boolean ofWeights = model.ofWeightsProperty().get();
        int own = ofWeights ? row.bits().weights() : row.bits().activations();
        LayerSensitivity found = row.sensitivity();
        for (int i = 0; i < line.cells().size(); i++) {
            int bits = Sweep.WIDTHS.get(i);
            Label label = line.cells().get(i);
            Cell cell = found == null ? null : found.cell(ofWeights, bits).orElse(null);
            OptionalDouble value = cell == null ? OptionalDouble.empty() : model.measureProperty().get().of(cell);
            if (value.isPresent() && !extremes.isEmpty()) {
                double position = model.measureProperty().get().position(value.getAsDouble(), extremes.getFirst(),
                        extremes.getLast());
                paint(label, model.measureProperty().get().text(value.getAsDouble()),
                        palette.loss().at(position));
            } else {
                label.setText("");
                label.setStyle("");
            }
            style(label, "bits-unknown", value.isEmpty());
            style(label, "bits-chosen", bits == own);
            Tooltip tip = label.getTooltip();
            if (tip != null) {
                tip.setText(details(row, cell, bits));
            }
        }
    }

    private static void paint(Label label, String text, Color ground) {
        label.setText(text);
        label.setStyle("-sct-cell: " + Theme.css(ground) + "; -fx-text-fill: " + Theme.css(ColorScale.textOn(ground))
                + ";");
    }

    private static void style(Label label, String name, boolean on) {
        if (on != label.getStyleClass().contains(name)) {
            if (on) {
                label.getStyleClass().add(name);
            } else {
                label.getStyleClass().remove(name);
            }
        }
    }

    private String details(BitsRow row, @org.jspecify.annotations.Nullable Cell cell, int bits) {
        String what = (model.ofWeightsProperty().get() ? "weights" : "activations") + " at " + bits + " bits";
        List<String> lines = new ArrayList<>(List.of(row.shown(), what));
        if (cell == null) {
            lines.add(row.sensitivity() == null ? "not measured yet" : "not measured: choose data first");
        } else {
            lines.add("signal to noise  " + Measure.SQNR.text(cell.loss().sqnr()) + " dB");
            lines.add("squared error    " + Figures.significant(cell.loss().meanSquare()));
            lines.add("cosine           " + Figures.decimal(cell.loss().cosine(), 5));
            OutputLoss output = cell.output();
            if (output != null) {
                lines.add("divergence       " + Figures.significant(output.divergence()) + " nats");
                Double lost = output.lost();
                if (lost != null) {
                    lines.add("accuracy lost    " + Figures.decimal(lost, 2) + " points");
                }
            }
        }
        lines.add("click to choose");
        return String.join("\n", lines);
    }

    private void pressed(KeyEvent event) {
        List<BitsRow> rows = model.rowsProperty().get();
        int now = -1;
        for (int i = 0; i < rows.size(); i++) {
            now = model.isSelected(rows.get(i).node()) ? i : now;
        }
        switch (event.getCode()) {
            case UP -> move(rows, now - 1);
            case DOWN -> move(rows, now + 1);
            default -> {
                String text = event.getText();
                if (now < 0 || !text.matches("[2-8]")) {
                    return;
                }
                model.choose(rows.get(now).node(), Integer.parseInt(text));
            }
        }
        event.consume();
    }

    private void move(List<BitsRow> rows, int to) {
        if (!rows.isEmpty()) {
            model.select(rows.get(Math.clamp(to, 0, rows.size() - 1)).node());
        }
    }
}
