package dev.secateur.views.inspector;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/// Rows of name and value; long values break, and a note stands below its value.
final class FactTable extends GridPane {

    private static final double NAME_WIDTH = 112;

    FactTable(List<Fact> facts) {
        getStyleClass().add("fact-table");
        ColumnConstraints names = new ColumnConstraints(NAME_WIDTH);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        getColumnConstraints().addAll(names, values);
        for (int row = 0; row < facts.size(); row++) {
            Fact fact = facts.get(row);
            Label name = new Label(fact.name());
            name.getStyleClass().add("fact-name");
            name.setMaxWidth(NAME_WIDTH);
            name.setTooltip(new Tooltip(fact.name()));
            VBox value = new VBox(wrapped(fact.value(), "fact-value"));
            if (!fact.note().isEmpty()) {
                value.getChildren().add(wrapped(fact.note(), "fact-note"));
            }
            addRow(row, name, value);
            setValignment(name, javafx.geometry.VPos.TOP);
        }
    }

    private static Label wrapped(String text, String style) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add(style);
        return label;
    }
}
