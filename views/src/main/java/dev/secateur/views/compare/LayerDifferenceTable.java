package dev.secateur.views.compare;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compare.Fate;
import dev.secateur.engine.compare.LayerDifference;
import dev.secateur.views.text.Figures;

/// The layers of two versions side by side: what changed, what each costs, and how long each takes.
final class LayerDifferenceTable extends TableView<LayerDifference> {

    private static final double ROW = 24;

    private final PairViewModel model;
    private final TableColumn<LayerDifference, LayerDifference> firstMs;
    private final TableColumn<LayerDifference, LayerDifference> secondMs;

    LayerDifferenceTable(PairViewModel model) {
        this.model = model;
        setId("compare-layers");
        setAccessibleText("Layers of both versions");
        setFixedCellSize(ROW);
        setMinSize(0, 0);
        setPlaceholder(new Label("No layer differs in more than its weights."));
        firstMs = number("ms", 72, l -> time(l, true), LayerDifferenceTable::ms);
        secondMs = number("ms", 72, l -> time(l, false), LayerDifferenceTable::ms);
        getColumns().addAll(List.of(text("Layer", 190, LayerDifference::name),
                text("Change", 72, l -> l.change().fate().word()), firstMs, secondMs,
                number("Δ MACs", 92, LayerDifference::macChange, LayerDifferenceTable::count),
                number("Δ parameters", 92, LayerDifference::parameterChange, LayerDifferenceTable::count),
                text("What", 220, l -> String.join("; ", l.change().what())),
                text("Output", 150, LayerDifferenceTable::output), text("Operator", 130, LayerDifference::operator)));
    }

    /// Shows the layers of what was compared.
    ///
    /// @param all false for those only that differ in more than the values of weights
    void show(Compared compared, boolean all) {
        firstMs.setText(compared.pair().first().name() + ", ms");
        secondMs.setText(compared.pair().second().name() + ", ms");
        getItems().setAll(compared.layers().stream().filter(l -> all || PairViewModel.isStructural(l)).toList());
    }

    private double time(LayerDifference layer, boolean first) {
        Compared compared = model.comparedProperty().get();
        return compared == null
                ? Double.NaN
                : first
                        ? model.timeOf(compared.pair().first(), layer.change().before())
                        : model.timeOf(compared.pair().second(), layer.change().after());
    }

    private static String output(LayerDifference layer) {
        return layer.shapeBefore().equals(layer.shapeAfter())
                ? layer.shapeAfter()
                : (layer.shapeBefore().isEmpty() ? Figures.UNKNOWN : layer.shapeBefore()) + " → "
                        + (layer.shapeAfter().isEmpty() ? Figures.UNKNOWN : layer.shapeAfter());
    }

    private static String ms(double value) {
        return Double.isNaN(value) ? Figures.UNKNOWN : Figures.layerMs(value);
    }

    private static String count(double value) {
        return value == 0 ? "0" : Figures.difference(0, Math.round(value));
    }

    private static TableColumn<LayerDifference, LayerDifference> text(String title, double width,
            Function<LayerDifference, String> text) {
        TableColumn<LayerDifference, LayerDifference> column = column(title, width, text, false);
        column.setComparator(Comparator.comparing(text));
        return column;
    }

    private static TableColumn<LayerDifference, LayerDifference> number(String title, double width,
            ToDoubleFunction<LayerDifference> value, java.util.function.DoubleFunction<String> text) {
        TableColumn<LayerDifference, LayerDifference> column = column(title, width,
                l -> text.apply(value.applyAsDouble(l)), true);
        column.setComparator(Comparator.comparingDouble(value));
        column.getStyleClass().add("number");
        return column;
    }

    private static TableColumn<LayerDifference, LayerDifference> column(String title, double width,
            Function<LayerDifference, String> text, boolean isNumber) {
        TableColumn<LayerDifference, LayerDifference> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setReorderable(false);
        column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue()));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable LayerDifference layer, boolean empty) {
                super.updateItem(layer, empty);
                getStyleClass().removeIf(s -> s.startsWith("fate-"));
                if (layer == null || empty) {
                    setText(null);
                    setTooltip(null);
                    return;
                }
                String shown = text.apply(layer);
                setText(shown);
                setTooltip(shown.length() > 16 && !isNumber ? new Tooltip(shown) : null);
                setAlignment(isNumber ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
                getStyleClass().add("mono-cell");
                if (title.equals("Change") && layer.change().fate() != Fate.SAME) {
                    getStyleClass().add("fate-" + layer.change().fate().word());
                }
            }
        });
        return column;
    }
}
