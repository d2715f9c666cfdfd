package dev.secateur.views.search;

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

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.search.SearchInfo;
import dev.secateur.views.text.Figures;

/// All candidates; the one that is looked at is selected.
final class TrialTable extends TableView<TrialRow> {

    private static final double ROW = 24;

    private final CandidatesViewModel model;
    private final TableColumn<TrialRow, TrialRow> cost = number("Cost", 104, r -> r.trial().cost(), 2);
    private final TableColumn<TrialRow, TrialRow> score = number("Score", 176, r -> r.trial().score(), 2);
    private boolean filling;

    TrialTable(CandidatesViewModel model) {
        this.model = model;
        setId("search-table");
        setFixedCellSize(ROW);
        setPlaceholder(new Label("No candidates in this stage"));
        getColumns().setAll(List.of(number("#", 52, r -> r.trial().number(), 0),
                text("Stage", 96, r -> r.trial().stage()), cost, score, text("", 72, TrialRow::mark),
                number("Seconds", 76, r -> r.trial().seconds(), 1),
                text("Configuration", 900, TrialRow::configuration)));
        getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (!filling && is != null) {
                model.lookedProperty().set(is.trial().number());
            }
        });
        model.lookedProperty().addListener(o -> follow());
    }

    private static TableColumn<TrialRow, String> text(String title, double width, Function<TrialRow, String> value) {
        TableColumn<TrialRow, String> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(value.apply(c.getValue())));
        return column;
    }

    private static TableColumn<TrialRow, TrialRow> number(String title, double width, ToDoubleFunction<TrialRow> value,
            int decimals) {
        TableColumn<TrialRow, TrialRow> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.getStyleClass().add("number");
        column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue()));
        column.setComparator(Comparator.comparingDouble(value));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable TrialRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(empty || row == null ? null : shown(value.applyAsDouble(row), decimals));
                setAlignment(Pos.CENTER_RIGHT);
            }
        });
        return column;
    }

    private static String shown(double value, int decimals) {
        return Double.isFinite(value) ? Figures.decimal(value, decimals) : Figures.UNKNOWN;
    }

    void show(SearchInfo info, List<TrialRow> rows) {
        cost.setText(title(info.cost()));
        score.setText(title(info.score()));
        filling = true;
        getItems().setAll(rows);
        sort();
        filling = false;
        follow();
    }

    private static String title(SearchInfo.Axis axis) {
        String unit = axis.unit().startsWith("%") ? "%" : axis.unit();
        return unit.isEmpty() ? axis.label() : axis.label() + ", " + unit;
    }

    private void follow() {
        int wanted = model.lookedProperty().get();
        TrialRow has = getSelectionModel().getSelectedItem();
        if (has != null && has.trial().number() == wanted) {
            return;
        }
        filling = true;
        getSelectionModel().clearSelection();
        for (TrialRow row : getItems()) {
            if (row.trial().number() == wanted) {
                getSelectionModel().select(row);
                scrollTo(row);
            }
        }
        filling = false;
    }
}
