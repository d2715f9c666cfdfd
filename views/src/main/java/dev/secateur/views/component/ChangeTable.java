package dev.secateur.views.component;

import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/// Rows of label, before, arrow, after and change, with the numbers below each other.
public final class ChangeTable extends GridPane {
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

    /// Replaces all rows.
    public void show(List<Change> changes) {
        getChildren().clear();
        for (int row = 0; row < changes.size(); row++) {
            Change change = changes.get(row);
            Label name = label(change.label(), "change-label");
            boolean pair = !change.before().isEmpty();
            addRow(
                    row,
                    name,
                    label(change.before(), "change-before"),
                    label(pair ? "→" : "", "change-arrow"),
                    label(change.after(), "change-after"),
                    label(change.change(), "change-sign", change.tone().styleClass()));
        }
    }

    private static Label label(String text, String... styles) {
        Label label = new Label(text);
        label.getStyleClass().addAll(styles);
        label.setMinWidth(USE_PREF_SIZE);
        return label;
    }

    private static ColumnConstraints column(boolean grows, HPos alignment) {
        ColumnConstraints column = new ColumnConstraints();
        column.setHgrow(grows ? Priority.ALWAYS : Priority.NEVER);
        column.setHalignment(alignment);
        return column;
    }
}
