package dev.secateur.views.gamma;

import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.component.ShareBar;
import dev.secateur.views.text.Figures;
import dev.secateur.views.text.NaturalOrder;

/// The layers as a table: channels, what is below the threshold, what stays and why. A click selects the node.
final class GammaTable extends BorderPane {

    private static final double ROW = 24;
    private static final double BAR = 56;

    private final GammaViewModel model;
    private final TableView<Line> table = new TableView<>();
    private final PaneHeader header = new PaneHeader("Layers");

    /// A line of the table, which stays while the threshold moves: other lines would make all cells anew with each move.
    private record Line(ObjectProperty<GammaRow> row) {

        GammaRow now() {
            return row.get();
        }
    }

    GammaTable(GammaViewModel model) {
        this.model = model;
        getStyleClass().add("gamma-table");
        setTop(header);
        setCenter(table);
        table.setId("gamma-table");
        table.setAccessibleText("Layers and what the cut leaves of them");
        table.setFixedCellSize(ROW);
        table.getColumns().setAll(List.of(
                text("Layer", 190, GammaRow::name),
                number("Channels", 72, GammaRow::channels, r -> Figures.count(r.channels())),
                number("Below τ", 66, GammaRow::below, r -> Figures.count(r.below())),
                number("Cut", 56, r -> r.count(Fate.GOES), r -> Figures.count(r.count(Fate.GOES))),
                number("Kept", 56, GammaRow::kept, r -> Figures.count(r.kept())),
                share(),
                text("Decided by", 150, GammaRow::decided),
                number("min |γ|", 70, GammaRow::smallest, r -> Figures.decimal(r.smallest(), 3)),
                number("median |γ|", 84, GammaRow::median, r -> Figures.decimal(r.median(), 3)),
                number("τ", 66, GammaRow::threshold, r -> Figures.decimal(r.threshold(), 3))));
        table.setRowFactory(t -> {
            TableRow<Line> row = new TableRow<>();
            row.setOnMouseClicked(event -> {
                if (!row.isEmpty()) {
                    model.select(row.getItem().now());
                }
            });
            return row;
        });
        table.setOnKeyReleased(event -> {
            Line chosen = table.getSelectionModel().getSelectedItem();
            if (event.getCode().isNavigationKey() && chosen != null) {
                model.select(chosen.now());
            }
        });
    }

    private static TableColumn<Line, String> text(String title, double width, Function<GammaRow, String> value) {
        TableColumn<Line, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(c -> c.getValue().row().map(value));
        column.setComparator(NaturalOrder.INSTANCE);
        return column;
    }

    private static TableColumn<Line, GammaRow> number(String title, double width, ToDoubleFunction<GammaRow> value,
            Function<GammaRow, String> shown) {
        TableColumn<Line, GammaRow> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.getStyleClass().add("number");
        column.setCellValueFactory(c -> c.getValue().row());
        column.setComparator(Comparator.comparingDouble(value));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable GammaRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(empty || row == null ? null : shown.apply(row));
                setAlignment(Pos.CENTER_RIGHT);
            }
        });
        return column;
    }

    private static TableColumn<Line, GammaRow> share() {
        TableColumn<Line, GammaRow> column = number("Share kept", 116, GammaTable::shareKept, r -> "");
        column.setCellFactory(c -> new TableCell<>() {
            private final ShareBar bar = new ShareBar(BAR);
            private final Label label = new Label();
            private final HBox both = new HBox(6, bar, label);

            {
                both.setAlignment(Pos.CENTER_LEFT);
                label.getStyleClass().setAll("gamma-share");
            }

            @Override
            protected void updateItem(@Nullable GammaRow row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(empty || row == null ? null : both);
                if (!empty && row != null) {
                    bar.show(shareKept(row));
                    label.setText(Figures.decimal(100 * shareKept(row), 0) + " %");
                }
            }
        });
        return column;
    }

    private static double shareKept(GammaRow row) {
        return row.channels() == 0 ? 1 : (double) row.kept() / row.channels();
    }

    void show(List<GammaRow> rows) {
        long cut = rows.stream().filter(r -> r.count(Fate.GOES) > 0).count();
        long free = rows.stream().filter(r -> !r.isLocked()).count();
        header.factProperty().set(cut + " of " + free + " that can be cut lose channels");
        if (table.getItems().size() == rows.size()) {
            table.getItems().forEach(line -> line.row().set(rows.get(line.now().index())));
        } else {
            table.getItems().setAll(rows.stream().map(r -> new Line(new SimpleObjectProperty<>(r))).toList());
        }
        if (!table.getSortOrder().isEmpty()) {
            table.sort();
        }
        select();
    }

    /// Follows the selection of the other views.
    void select() {
        Line wanted = table.getItems().stream().filter(line -> model.isSelected(line.now())).findFirst().orElse(null);
        Line has = table.getSelectionModel().getSelectedItem();
        if (wanted == null) {
            table.getSelectionModel().clearSelection();
        } else if (!wanted.equals(has)) {
            table.getSelectionModel().select(wanted);
        }
    }
}
