package dev.secateur.views.component;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Rows of label, before, arrow, after and change, with the numbers below each other.
public final class ChangeTable extends GridPane {

    private static final int SHORT = 12;
    private static final int COLUMNS = 5;

    public ChangeTable() {
        getStyleClass().add("change-table");
        getColumnConstraints().addAll(column(true, HPos.LEFT), column(false, HPos.RIGHT));
        getColumnConstraints().addAll(column(false, HPos.CENTER), column(false, HPos.LEFT));
        ColumnConstraints last = column(false, HPos.RIGHT);
        last.setMinWidth(54);
        getColumnConstraints().add(last);
    }

    public ChangeTable(List<Change> changes) {
        this();
        show(changes);
    }

    /// Shows other rows. Where the same things are told as before, labels take the new texts, which costs far less than new labels.
    public void show(List<Change> changes) {
        boolean same = getChildren().size() == changes.size() * COLUMNS;
        for (int row = 0; row < changes.size() && same; row++) {
            same = text(row, 0).getText().equals(changes.get(row).label());
        }
        if (!same) {
            getChildren().clear();
        }
        for (int row = 0; row < changes.size(); row++) {
            Change change = changes.get(row);
            if (same) {
                update(row, change);
            } else {
                add(row, change);
            }
        }
    }

    private Label text(int row, int column) {
        return (Label) getChildren().get(row * COLUMNS + column);
    }

    private void update(int row, Change change) {
        text(row, 1).setText(change.before());
        shrinking(text(row, 1));
        text(row, 2).setText(arrow(change));
        text(row, 3).setText(change.after());
        Label last = text(row, 4);
        last.setText(change.change());
        List<String> styles = List.of("label", "change-sign", change.tone().styleClass());
        if (!last.getStyleClass().equals(styles)) {
            last.getStyleClass().setAll(styles);
        }
    }

    private void add(int row, Change change) {
        addRow(
                row,
                label(change.label(), "change-label"),
                shrinking(label(change.before(), "change-before")),
                label(arrow(change), "change-arrow"),
                label(change.after(), "change-after"),
                label(change.change(), "change-sign", change.tone().styleClass()));
    }

    private static String arrow(Change change) {
        return change.before().isEmpty() ? "" : "→";
    }

    private static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    /// What was before may be many kernels in a row; of a narrow panel the rest must stay in sight.
    private static Label shrinking(Label label) {
        label.setMinWidth(0);
        // Short texts are always whole, and rows of numbers change many times a second.
        label.setTooltip(label.getText().length() > SHORT ? new Tooltip(label.getText()) : null);
        return label;
    }

    private static ColumnConstraints column(boolean grows, HPos alignment) {
        ColumnConstraints column = new ColumnConstraints();
        column.setHgrow(grows ? Priority.ALWAYS : Priority.NEVER);
        column.setHalignment(alignment);
        return column;
    }
}
