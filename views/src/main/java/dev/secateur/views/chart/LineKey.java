package dev.secateur.views.chart;

import java.util.Objects;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;

/// The name of a line in a {@link LineChart}, with a piece of the line in its colour and dashes.
public final class LineKey extends Label {

    /// @param series of the line, 0 to 3 in the chart's order
    public LineKey(String name, int series) {
        super(name);
        Region line = new Region();
        line.getStyleClass().addAll("line-key", "line-key-" + series);
        setGraphic(line);
        setMinWidth(USE_PREF_SIZE);
        getStyleClass().add("pane-fact");
        getStylesheets().add(Objects.requireNonNull(LineKey.class.getResource("key.css")).toExternalForm());
    }
}
