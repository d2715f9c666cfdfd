package dev.secateur.views.bits;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.geometry.HPos;
import javafx.geometry.Side;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Region;

import dev.secateur.engine.hardware.bits.BitCosts;
import dev.secateur.engine.hardware.bits.Quantity;
import dev.secateur.engine.quant.LayerBits;
import dev.secateur.views.theme.ColorScale;
import dev.secateur.views.theme.Palette;
import dev.secateur.views.theme.Theme;

/// The policies at the right of the heatmap: two columns each, and their totals below.
final class PolicyCells {

    private static final double CELL_WIDTH = 34;
    private static final double CELL_HEIGHT = 20;
    private static final double GAP = 12;
    private static final String[] TOTALS = {"Size", "Latency", "Energy", "Accuracy"};

    private final PoliciesViewModel model;
    private final ObjectProperty<Theme> theme;
    private final List<Column> columns = new ArrayList<>();

    PolicyCells(PoliciesViewModel model, ObjectProperty<Theme> theme) {
        this.model = model;
        this.theme = theme;
    }

    /// The nodes of one policy.
    private record Column(String name, List<Label> weights, List<Label> activations, List<Label> totals) {}

    /// True if the policies are others than those that are built.
    boolean isStale() {
        return !columns.stream().map(Column::name).toList()
                .equals(model.columnsProperty().get().stream().map(PolicyColumn::name).toList());
    }

    /// Puts the cells into a grid whose layers stand in the rows from 1 on.
    ///
    /// @param first column that is free
    void build(GridPane grid, int first, List<BitsRow> rows) {
        columns.clear();
        List<PolicyColumn> now = model.columnsProperty().get();
        for (int t = 0; t < TOTALS.length && !now.isEmpty(); t++) {
            Label label = new Label(TOTALS[t]);
            label.getStyleClass().add("bits-head");
            GridPane.setHalignment(label, HPos.RIGHT);
            grid.add(label, first - 1, rows.size() + 1 + t);
            label.setMinWidth(Region.USE_PREF_SIZE);
        }
        int at = first;
        for (int c = 0; c < now.size(); c++) {
            build(grid, at, rows, now.get(c));
            Region gap = new Region();
            gap.setMinWidth(GAP);
            grid.add(gap, at + 2, 0);
            at += 3;
        }
    }

    private void build(GridPane grid, int at, List<BitsRow> rows, PolicyColumn policy) {
        Label name = new Label(policy.name());
        name.getStyleClass().addAll("bits-head", "bits-policy");
        name.setMaxWidth(2 * CELL_WIDTH + 2);
        name.setTooltip(new Tooltip(policy.name().equals(PolicyColumn.OWN)
                ? "The widths chosen by hand: weights, activations"
                : policy.name() + ": weights, activations. Click to take them as your own"));
        name.setOnMouseClicked(e -> column(policy.name(), model::take));
        GridPane.setHalignment(name, HPos.CENTER);
        grid.add(name, at, 0, 2, 1);
        Column made = new Column(policy.name(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (int l = 0; l < rows.size(); l++) {
            Label weights = cell(policy.name(), l, true, rows.get(l));
            Label activations = cell(policy.name(), l, false, rows.get(l));
            made.weights().add(weights);
            made.activations().add(activations);
            grid.add(weights, at, l + 1);
            grid.add(activations, at + 1, l + 1);
        }
        for (int t = 0; t < TOTALS.length; t++) {
            Label total = new Label();
            total.getStyleClass().add("bits-total");
            total.setId("total-" + policy.name() + "-" + TOTALS[t].toLowerCase(java.util.Locale.ROOT));
            total.setMinWidth(Region.USE_PREF_SIZE);
            GridPane.setHalignment(total, HPos.CENTER);
            grid.add(total, at, rows.size() + 1 + t, 2, 1);
            made.totals().add(total);
        }
        columns.add(made);
    }

    private Label cell(String policy, int layer, boolean ofWeights, BitsRow row) {
        Label cell = new Label();
        cell.getStyleClass().addAll("bits-cell", "bits-policy-cell");
        cell.setId("policy-" + policy + "-" + layer + (ofWeights ? "-w" : "-a"));
        cell.setMinSize(CELL_WIDTH, CELL_HEIGHT);
        cell.setPrefSize(CELL_WIDTH, CELL_HEIGHT);
        cell.setMaxSize(CELL_WIDTH, CELL_HEIGHT);
        cell.setOnMouseClicked(e -> menu(policy, layer, ofWeights, row).show(cell, Side.BOTTOM, 0, 0));
        return cell;
    }

    private ContextMenu menu(String policy, int layer, boolean ofWeights, BitsRow row) {
        ContextMenu menu = new ContextMenu();
        MenuItem head = new MenuItem(row.shown() + (ofWeights ? ", weights" : ", activations"));
        head.setDisable(true);
        menu.getItems().add(head);
        for (int bits = BitCosts.LEAST; bits <= BitCosts.MOST; bits++) {
            int width = bits;
            MenuItem item = new MenuItem(bits + " bits");
            item.setOnAction(e -> column(policy, c -> model.set(c, layer, ofWeights, width)));
            menu.getItems().add(item);
        }
        return menu;
    }

    private void column(String name, java.util.function.Consumer<PolicyColumn> action) {
        model.columnsProperty().get().stream().filter(c -> c.name().equals(name)).findFirst().ifPresent(action);
    }

    void fill() {
        Palette palette = theme.get().palette();
        List<PolicyColumn> now = model.columnsProperty().get();
        for (int c = 0; c < Math.min(now.size(), columns.size()); c++) {
            PolicyColumn policy = now.get(c);
            Column column = columns.get(c);
            for (int l = 0; l < Math.min(policy.bits().size(), column.weights().size()); l++) {
                LayerBits bits = policy.bits().get(l);
                paint(column.weights().get(l), bits.weights(), palette);
                paint(column.activations().get(l), bits.activations(), palette);
            }
            Quantity[] quantities = Quantity.values();
            for (int q = 0; q < quantities.length; q++) {
                column.totals().get(q).setText(model.cost(policy, quantities[q]));
            }
            column.totals().getLast().setText(PoliciesViewModel.accuracy(policy));
        }
    }

    private static void paint(Label label, int bits, Palette palette) {
        var ground = palette.bits(Math.min(bits, BitCosts.MOST));
        label.setText(String.valueOf(bits));
        label.setStyle("-sct-cell: " + Theme.css(ground) + "; -fx-text-fill: " + Theme.css(ColorScale.textOn(ground))
                + ";");
    }
}
